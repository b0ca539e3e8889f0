import type { Room } from 'twilio-video'
import type { GivenSeat } from '../../../webhooks/join/page-state.ts'
import { connectOptions } from './connect-options.ts'
import type { InRoom } from './in-room.ts'
import { type Mirrored, takeTracks } from './mirror.ts'
import type { Outcome } from './model.ts'
import type { Sdk } from './sdk.ts'

export type Visit = {
  /** Ends the visit at any point, without an outcome. */
  leave(): void
  readonly room: () => InRoom | undefined
}

type Deps = {
  /** Connects through Twilio's relays only. */
  readonly isRelayed: boolean
  readonly sdk: () => Promise<Sdk>
  readonly mirrored: (sdk: Sdk) => Mirrored
  readonly live: (room: Room, mirrored: Mirrored) => InRoom
  readonly onOutcome: (outcome: Outcome) => void
}

/**
 * The longest wait for the room (ms): once signalling is connected, the SDK waits for the room's answer without limit.
 */
const patience = 20_000
/** After this time in the room (ms) the next break counts as a new one (journey/coming-back.ts). */
const held = 60_000
/** Twilio's code for a failed signalling connection; also used for an SDK that did not load. */
const noConnection = 53000

/** Runs one visit to a room: one seat, one connect, and exactly one outcome for each stage. */
export function startVisit(seat: GivenSeat, { isRelayed, sdk, mirrored, live, onOutcome }: Deps): Visit {
  let isOver = false
  let connecting: ReturnType<Sdk['connect']> | undefined
  let inside: InRoom | undefined
  let holding: ReturnType<typeof setTimeout> | undefined
  const limit = setTimeout(() => end({ type: 'room.refused', code: noConnection }), patience)

  function end(outcome?: Outcome): void {
    if (isOver) return
    isOver = true
    clearTimeout(limit)
    clearTimeout(holding)
    connecting?.cancel()
    inside?.end()
    inside = undefined
    if (outcome) onOutcome(outcome)
  }

  function entered(room: Room, mirror: Mirrored): void {
    // The participant left in the same moment. The tracks belong to `media`, which stops them.
    if (isOver) return void room.disconnect()
    clearTimeout(limit)
    room.once('disconnected', (_room: Room, error: unknown) => end({ type: 'room.left', code: codeOf(error) }))
    inside = live(room, mirror)
    holding = setTimeout(() => onOutcome({ type: 'room.held' }), held)
    onOutcome({ type: 'room.joined' })
  }

  async function enter(): Promise<void> {
    const loaded = await sdk().catch(() => undefined)
    if (isOver) return
    if (!loaded) return end({ type: 'room.refused', code: noConnection })
    const mirror = mirrored(loaded)
    connecting = loaded.connect(seat.token, connectOptions(seat, takeTracks(mirror), isRelayed))
    const room = await connecting.catch((problem: unknown) => end({ type: 'room.refused', code: codeOf(problem) }))
    if (room) entered(room, mirror)
  }

  void enter()
  return { leave: () => end(), room: () => inside }
}

/**
 * Reads the code of a TwilioError. Other errors have none, or an unrelated one (a DOMException has a legacy number).
 */
function codeOf(problem: unknown): number | undefined {
  const isError = typeof problem === 'object' && problem !== null && 'code' in problem
  return isError && typeof problem.code === 'number' && problem.code > 10_000 ? problem.code : undefined
}
