import type { Page } from 'playwright-core'

/** What a firewall lets through: relays over TCP, for any connection or only for one that uses nothing else. */
export type LetsThrough = 'relays over TCP' | 'relays alone'

/** A connection of the page, and its allowed transports. The network test's connection sends no picture. */
type Noted = { readonly connection: RTCPeerConnection; readonly policy: RTCIceTransportPolicy }
type Window = { connections: Noted[] }

/**
 * Makes the page's connections as behind a firewall that drops UDP: no direct path to the other browser, no relay over
 * UDP. Not every build of Chromium obeys its own switch for this, so the page's connections are made this way.
 */
export const behindFirewall = (page: Page, letsThrough: LetsThrough): Promise<unknown> =>
  page.addInitScript((letsThrough) => {
    const connections: Noted[] = []
    Object.assign(window, { connections })
    const isOverTcp = ({ urls }: RTCIceServer) => [urls].flat().every((url) => url.endsWith('transport=tcp'))
    window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
      construct(target, [config = {}]: [RTCConfiguration?]) {
        const policy = config.iceTransportPolicy ?? 'all'
        const isLetThrough = letsThrough === 'relays over TCP' || policy === 'relay'
        const iceServers = isLetThrough ? config.iceServers?.filter(isOverTcp) : []
        const connection = new target({ ...config, iceServers: iceServers ?? [], iceTransportPolicy: 'relay' })
        connections.push({ connection, policy })
        return connection
      },
    })
  }, letsThrough)

/** In the page: a connection of the call, with the agent's offer or answer, has gathered all its candidates. */
export const hasLooked = () =>
  (window as unknown as Window).connections.some(
    ({ connection }) =>
      connection.signalingState === 'stable' &&
      connection.remoteDescription !== null &&
      connection.iceGatheringState === 'complete' &&
      connection.getSenders().length > 0,
  )

/** In the page: the allowed transports of the call's connection. */
export const policyNow = () =>
  (window as unknown as Window).connections
    .filter(({ connection }) => connection.signalingState === 'stable' && connection.getSenders().length > 0)
    .map(({ policy }) => policy)
