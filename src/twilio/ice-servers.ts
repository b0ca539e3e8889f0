import { calling } from './codes.ts'
import type { IceServer, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

/** Seconds. A connection test takes ten, and an abused relay ends soon. */
const lasts = 180
/** How long the answer is cached (ms): Twilio gets one request, however many pages ask. */
const keptMs = 60_000

/** Credentials for Twilio's TURN servers. https://www.twilio.com/docs/stun-turn/api */
export function iceServers(sdk: Sdk, now: () => number = () => performance.now()): Pick<Twilio, 'iceServers'> {
  let kept: { readonly at: number; readonly servers: Promise<readonly IceServer[]> } | undefined
  const create = () =>
    calling('create token', async () => {
      const { iceServers: servers } = await sdk.tokens.create({ ttl: lasts })
      return servers.flatMap(({ urls, url, username, credential }): IceServer[] => {
        const at = urls ?? url
        return at ? [{ urls: at, ...(username && { username }), ...(credential && { credential }) }] : []
      })
    })
  return {
    async iceServers() {
      if (!kept || now() - kept.at > keptMs) kept = { at: now(), servers: create() }
      const current = kept
      try {
        return await current.servers
      } catch (problem) {
        if (kept === current) kept = undefined
        throw problem
      }
    },
  }
}
