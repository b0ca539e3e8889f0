import type { Room } from 'twilio-video'
import type { GivenSeat } from '../../../webhooks/join/page-state.ts'
import { connectOptions } from './connect-options.ts'
import type { InRoom } from './in-room.ts'
import { type Mirrored, takeTracks } from './mirror.ts'
import type { Outcome } from './model.ts'
import type { Sdk } from './sdk.ts'

export type Visit = {
  /** Ends it without a word, at whatever point it is. */
  leave(): void
  readonly room: () => InRoom | undefined
}

type Deps = {
  /** Through Twilio's relays alone. */
  readonly isRelayed: boolean
  readonly sdk: () => Promise<Sdk>
  readonly mirrored: (sdk: Sdk) => Mirrored
  readonly live: (room: Room, mirrored: Mirrored) => InRoom
  readonly heard: (outcome: Outcome) => void
}

/** Once the line stands the SDK waits for the room's answer for ever (ms). */
const patience = 20_000
/** After so long (ms) in the room the next break is a new one (journey/coming-back.ts). */
const held = 60_000
/** Twilio's number for a line that could not be made; also for an SDK that did not arrive. */
const noConnection = 53000

/** One way through a room: a seat, one connect, and exactly one word at each turn. */
export function startVisit(seat: GivenSeat, { isRelayed, sdk, mirrored, live, heard }: Deps): Visit {
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
    if (outcome) heard(outcome)
  }

  function entered(room: Room, mirror: Mirrored): void {
    // Too late: the person left in the same moment. The tracks are not ours to stop.
    if (isOver) return void room.disconnect()
    clearTimeout(limit)
    room.once('disconnected', (_room: Room, error: unknown) => end({ type: 'room.left', code: codeOf(error) }))
    inside = live(room, mirror)
    holding = setTimeout(() => heard({ type: 'room.held' }), held)
    heard({ type: 'room.joined' })
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

/** Of a TwilioError; everything else has none, or one of another kind (a DOMException's is a legacy number). */
function codeOf(problem: unknown): number | undefined {
  const isError = typeof problem === 'object' && problem !== null && 'code' in problem
  return isError && typeof problem.code === 'number' && problem.code > 10_000 ? problem.code : undefined
}
