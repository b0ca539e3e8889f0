type Asking = { readonly serverUrl: string; readonly taskSid: string; readonly flexToken: string }

/**
 * Where the agent's video page is, asked for as the plugin asks: with a Flex token, by task.
 * @throws Error with the API's own words when the agent may not, or not yet
 */
export async function agentPage({ serverUrl, taskSid, flexToken }: Asking): Promise<string> {
  const ask = async (path: string, method = 'GET') => {
    const answer = await fetch(`${serverUrl}/api${path}`, { method, headers: { authorization: `Bearer ${flexToken}` } })
    const said = (await answer.json()) as { message?: string; id?: string; pageUrl?: string } // the API's own words
    if (!answer.ok) throw new Error(said.message)
    return said
  }
  const { id } = await ask(`/escalations?taskSid=${encodeURIComponent(taskSid)}`)
  const { pageUrl = '' } = await ask(`/escalations/${id}/seat`, 'POST')
  return pageUrl
}
