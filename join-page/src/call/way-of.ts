import type { Room } from 'twilio-video'
import type { Figures } from '../../../src/core/figures.ts'

/** How the connection goes: through a relay or not, and by which protocol. Addresses stay in the browser. */
export type Way = Pick<Figures, 'candidate' | 'protocol'>

const candidates = ['host', 'srflx', 'prflx', 'relay'] as const
const protocols = ['udp', 'tcp', 'tls'] as const

/**
 * The SDK knows the pair of candidates in use, but keeps it out of its public statistics (lib/stats/statsreport.js). Whatever another
 * version of it does there, the answer is then just "unknown".
 */
export async function wayOf(room: Pick<Room, 'sid'>): Promise<Way> {
  try {
    // Not in the SDK's types: what is not there is undefined, and read as such.
    const { _signaling } = room as { _signaling?: { getStats?(): Promise<Map<string, Inside>> } }
    const inside = await _signaling?.getStats?.()
    const local = [...(inside?.values() ?? [])].flatMap((each) => each.activeIceCandidatePair?.localCandidate ?? [])[0]
    const candidate = candidates.find((each) => each === local?.candidateType)
    const protocol = protocols.find((each) => each === (local?.relayProtocol ?? local?.protocol))
    return { ...(candidate && { candidate }), ...(protocol && { protocol }) }
  } catch {
    return {}
  }
}

type Inside = {
  readonly activeIceCandidatePair?: {
    readonly localCandidate?: {
      readonly candidateType?: string | null
      readonly protocol?: string | null
      readonly relayProtocol?: string | null
    } | null
  } | null
}
