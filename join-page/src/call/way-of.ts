import type { Room } from 'twilio-video'
import type { Figures } from '../../../src/core/figures.ts'

/** The kind of connection: relayed or not, and by which protocol. Addresses stay in the browser. */
export type Way = Pick<Figures, 'candidate' | 'protocol'>

const candidates = ['host', 'srflx', 'prflx', 'relay'] as const
const protocols = ['udp', 'tcp', 'tls'] as const

/**
 * Reads the candidate pair in use, which the SDK leaves out of its public statistics (lib/stats/statsreport.js). If
 * another version of the SDK differs there, the result is empty.
 */
export async function wayOf(room: Pick<Room, 'sid'>): Promise<Way> {
  try {
    // Not in the SDK's types, so every field may be undefined.
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
