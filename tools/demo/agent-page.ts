type Asking = { readonly serverUrl: string; readonly taskSid: string; readonly flexToken: string }

/**
 * Asks for the address of the agent's video page as the plugin does: with a Flex token, by task.
 * @throws Error with the API's message if the agent has no access, or not yet
 */
export async function agentPage({ serverUrl, taskSid, flexToken }: Asking): Promise<string> {
  const ask = async (path: string, method = 'GET') => {
    const answer = await fetch(`${serverUrl}/api${path}`, { method, headers: { authorization: `Bearer ${flexToken}` } })
    const said = (await answer.json()) as { message?: string; id?: string; pageUrl?: string } // the API's answer
    if (!answer.ok) throw new Error(said.message)
    return said
  }
  const { id } = await ask(`/escalations?taskSid=${encodeURIComponent(taskSid)}`)
  const { pageUrl = '' } = await ask(`/escalations/${id}/seat`, 'POST')
  return pageUrl
}
