import type { z } from 'zod'
import { decideWith } from '../../../src/features/video-escalation/decide.ts'
import {
  type Effect,
  type Event,
  event as eventSchema,
  initial,
  type Settings,
  state,
} from '../../../src/features/video-escalation/model.ts'
import { createRecord } from '../../support/shuffled/record.ts'
import { accepted, annotated, asks, at, conversationSid, created, invited, settings, switched, typed } from './story.ts'

/** The possible moves. A move that is not possible does nothing. `n` chooses among the candidates. */
export type Move =
  | { readonly does: 'sit'; readonly n: number; readonly consents: boolean }
  | { readonly does: 'connect' | 'leave' | 'hear'; readonly n: number }
  | { readonly does: 'work'; readonly n: number; readonly fails: 'no' | 'before' | 'after' }
  | { readonly does: 'record'; readonly isOn: boolean }
  | { readonly does: 'type'; readonly word: string }
  | { readonly does: 'room-ends' }
  | { readonly does: 'restart'; readonly mayRecord: boolean }

/** Two devices of the first link, of which one may be a stranger's, one of the second link, and one without a name. */
const devices = [
  { identity: 'customer-0001', device: 'phone' },
  { identity: 'customer-0001', device: 'laptop' },
  { identity: 'customer-0001-g2', device: 'tablet' },
  { identity: 'customer-0001', device: '' },
] as const
type Device = (typeof devices)[number]

/** It admits its holder to one room, for as long as that room exists, whatever happens to the seat. */
type Token = Device & { readonly roomSid: string; hasAgreed: boolean; connection: string | undefined }
type Room = { readonly roomSid: string; readonly roomName: string; isRecording: boolean; isOver: boolean }

/**
 * The world by itself: who consented, who holds a token, who is really in which room, and whom Twilio really records.
 * None of this comes from the record, except which room a seat is in.
 */
export function aRecordedWorld(start: Pick<Settings, 'mayRecord' | 'isRecorded'>) {
  let rules: Settings = { ...settings, ...start }
  const event: z.ZodType<Event> = eventSchema
  const record = createRecord({ decide: (s, e: Event) => decideWith(rules)(s, e), model: { state, event }, initial })
  const rooms: Room[] = []
  const tokens: Token[] = []
  const [news, works]: [Event[], Effect[]] = [[], []]
  const minting: (Device & { readonly consents: boolean })[] = []
  const [said, seated] = [new Set<string>(), { without: 0 }]
  let count = 0

  const take = (what: Event) => works.push(...record.decide({ ...what, id: `e-${++count}`, at: at(20 + count) }))
  const head = { id: '', key: conversationSid, at: 0 }
  const roomOf = (roomSid: string) => rooms.find((each) => each.roomSid === roomSid)
  const picked = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)]
  const taken = <T>(from: T[], n: number): readonly T[] => from.splice(n % Math.max(1, from.length), 1)
  const isOf = (token: Device, { identity, device }: Device) => token.identity === identity && token.device === device

  function sit(who: Device, consents: boolean): void {
    // A device consents with a press, before any decision. A device without a name is a new one each time.
    if (consents && who.device) {
      said.add(`${who.identity} ${who.device}`)
      for (const token of tokens) if (isOf(token, who)) token.hasAgreed = true
    }
    take({ ...asks('customer', 0, { ...who, takesOver: true, consents }) })
    if (record.decisions.at(-1)?.refusal) return
    if (!consents) seated.without += 1
    minting.push({ ...who, consents })
  }

  /** A seat that waits for its room gets a token for the room that opens. */
  function mint(): void {
    const { video } = record.state()
    if (video.phase !== 'open') return
    const { roomSid } = video
    for (const { consents, ...who } of minting.splice(0)) {
      const hasAgreed = consents || said.has(`${who.identity} ${who.device}`)
      tokens.push({ ...who, roomSid, connection: undefined, hasAgreed })
    }
  }

  function connect(token: Token): void {
    const room = roomOf(token.roomSid)
    if (!room || room.isOver || token.connection) return
    const same = (each: Token) => each.identity === token.identity && each.roomSid === token.roomSid
    for (const other of tokens.filter(same)) leave(other) // 53205
    token.connection = `PA${++count}`
    tell('participant.connected', token, token.connection)
  }

  function leave(token: Token): void {
    if (token.connection) tell('participant.disconnected', token, token.connection)
    token.connection = undefined
  }

  function tell(
    type: 'participant.connected' | 'participant.disconnected',
    token: Token,
    participantSid: string,
  ): void {
    const { roomSid, identity } = token
    news.push({ ...head, type, roomSid, roomName: roomOf(roomSid)?.roomName ?? '', participantSid, identity })
  }

  /** Twilio's action, and the job's report. */
  function perform(effect: Effect): Event | undefined {
    switch (effect.type) {
      case 'room.create': {
        const { roomName, isRecorded: isRecording } = effect
        const roomSid = `RM-${roomName}`
        if (!roomOf(roomSid)) rooms.push({ roomSid, roomName, isRecording, isOver: false })
        return { ...head, type: 'room.created', roomName, roomSid }
      }
      case 'room.record': {
        const { roomSid, isOn } = effect
        const room = roomOf(roomSid)
        if (room) room.isRecording = isOn
        return { ...head, type: 'recording.changed', roomSid, isOn }
      }
      case 'participant.remove':
        for (const token of tokens) if (token.connection === effect.participantSid) leave(token)
        return { ...head, type: 'participant.removed' }
      default:
        return undefined
    }
  }

  /** A job fails before Twilio's action, or afterwards, without its answer. */
  function work(effect: Effect, fails: 'no' | 'before' | 'after'): void {
    const done = fails === 'before' ? undefined : perform(effect)
    if (done && fails === 'no') take(done)
    if (fails === 'no' || effect.type === 'timer.wait') return
    const asked = eventSchema.parse({
      ...head,
      id: 'x',
      type: 'effect.failed',
      effect: effect.type,
      reason: 'no',
      request: effect,
    })
    take(asked)
  }

  function roomEnds(): void {
    const room = rooms.findLast((each) => !each.isOver)
    if (!room) return
    room.isOver = true
    for (const token of tokens) if (token.roomSid === room.roomSid) token.connection = undefined
    news.push({ ...head, type: 'room.ended', roomSid: room.roomSid, roomName: room.roomName })
  }

  function play(move: Move): void {
    const token = 'n' in move ? picked(tokens, move.n) : undefined
    if (move.does === 'sit') sit(picked(devices, move.n) ?? devices[0], move.consents)
    if (move.does === 'connect' && token) connect(token)
    if (move.does === 'leave' && token) leave(token)
    if (move.does === 'hear') for (const heard of taken(news, move.n)) take(heard)
    if (move.does === 'work') for (const effect of taken(works, move.n)) work(effect, move.fails)
    if (move.does === 'record') take(switched(move.isOn, 0))
    if (move.does === 'type') take(typed(move.word, 0))
    if (move.does === 'room-ends') roomEnds()
    if (move.does === 'restart') rules = { ...rules, mayRecord: move.mayRecord }
    mint()
  }

  for (const fact of [accepted(), typed()]) works.push(...record.decide(fact))
  for (const effect of works.splice(0)) perform(effect)
  const [first] = rooms
  if (first)
    for (const fact of [created(11, first.roomName, first.roomSid), annotated(), invited()]) record.decide(fact)

  const isRecorded = ({ connection, roomSid }: Token) =>
    connection !== undefined && roomOf(roomSid)?.isRecording === true
  return {
    play,
    /** All participants whom Twilio records at this moment. */
    recorded: (): readonly Token[] => tokens.filter(isRecorded),
    seated,
    broken: record.broken,
  }
}
