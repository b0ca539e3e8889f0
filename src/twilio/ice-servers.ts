import { calling } from './codes.ts'
import type { IceServer, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

/** Seconds. A connection test takes ten, and a relay that somebody found a second use for ends soon. */
const lasts = 180
/** The same servers for everybody who asks in this time (ms): however many pages ask, Twilio is asked once. */
const keptMs = 60_000

/** Credentials for Twilio's TURN servers. https://www.twilio.com/docs/stun-turn/api */
export function iceServers(sdk: Sdk, now: () => number = () => performance.now()): Pick<Twilio, 'iceServers'> {
  let kept: { readonly at: number; readonly servers: Promise<readonly IceServer[]> } | undefined
  const ask = () =>
    calling('create token', async () => {
      const { iceServers: servers } = await sdk.tokens.create({ ttl: lasts })
      return servers.flatMap(({ urls, url, username, credential }): IceServer[] => {
        const at = urls ?? url
        return at ? [{ urls: at, ...(username && { username }), ...(credential && { credential }) }] : []
      })
    })
  return {
    async iceServers() {
      if (!kept || now() - kept.at > keptMs) kept = { at: now(), servers: ask() }
      const asked = kept
      try {
        return await asked.servers
      } catch (problem) {
        if (kept === asked) kept = undefined
        throw problem
      }
    },
  }
}
