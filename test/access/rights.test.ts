import { describe, expect, it } from 'vitest'
import { type Deed, type Holder, rightsOf } from '../../src/access/rights.ts'
import type { Event } from '../../src/features/video-escalation/model.ts'
import {
  accepted,
  ada,
  asks,
  assignmentOver,
  at,
  ben,
  called,
  came,
  closed,
  comesIn,
  id,
  tell,
  typed,
  untilInvited,
  untilTogether,
} from '../features/video-escalation/story.ts'

const linkTtlMs = 3_600_000
const customer = (generation = 1): Holder => ({
  role: 'customer',
  escalationId: id,
  identity: 'customer-0001',
  link: { escalationId: id, generation },
})
const worker = (role: 'agent' | 'supervisor', workerSid: string, escalationId = id): Holder => ({
  role,
  escalationId,
  identity: `${role}-0001`,
  workerSid,
})
const adas = worker('agent', ada.workerSid)
const sues = worker('supervisor', 'WKsue')

const whole: readonly Deed[] = [
  'see',
  'follow',
  'take-seat',
  'report-step',
  'report-connection',
  'report-figures',
  'rate',
  'request-link',
]
const agents: readonly Deed[] = [
  'see',
  'follow',
  'take-seat',
  'report-step',
  'report-connection',
  'report-figures',
  'command',
  'open-window',
]
const handedOver: readonly Event[] = [...untilTogether(), accepted(ben, 30), comesIn(ben, 35), assignmentOver(ada, 40)]
const ended: readonly Event[] = [...untilTogether(), typed('end', 40), closed(41)]

type Case = readonly [holder: string, Holder, readonly Event[], second: number, word: string, may: readonly Deed[]]

/** Holder, events, second → the state of their link or pass, and their rights. */
const cases: readonly Case[] = [
  ['the customer', customer(), untilInvited(), 50, 'open', whole],
  ['a customer who waits', customer(), [...untilInvited(), asks('customer', 20)], 50, 'open', whole],
  ['a customer of a video that is not there', customer(), [], 50, 'ended', ['report-figures', 'rate', 'request-link']],
  ['the customer, an hour later', customer(), untilInvited(), 3_611, 'expired', ['request-link', 'report-figures']],
  [
    'the customer in the room, an hour later',
    customer(),
    [...untilInvited(), came('customer', 20)],
    3_611,
    'expired',
    ['see', 'follow', 'report-step', 'report-connection', 'report-figures', 'request-link'],
  ],
  [
    'a customer whose link was revoked',
    customer(),
    [...untilTogether(), typed('revoke', 40)],
    50,
    'revoked',
    ['request-link', 'report-figures'],
  ],
  [
    'a customer of an older link',
    customer(),
    [...untilTogether(), typed('new', 40)],
    50,
    'revoked',
    ['request-link', 'report-figures'],
  ],
  ['the customer of the newer link', customer(2), [...untilTogether(), typed('new', 40)], 50, 'open', whole],
  [
    'a customer of an older link, after the end',
    customer(),
    [...ended.slice(0, -2), typed('new', 39), ...ended.slice(-2)],
    50,
    'revoked',
    ['request-link', 'report-figures'],
  ],
  [
    'a customer who was removed',
    customer(),
    [...untilTogether(), called('remove', 40)],
    50,
    'removed',
    ['report-figures'],
  ],
  [
    'a customer who was removed, after the end',
    customer(),
    [...untilTogether(), called('remove', 40), typed('end', 41)],
    50,
    'removed',
    ['report-figures'],
  ],
  [
    'a customer who was removed, after the next link',
    customer(),
    [...untilTogether(), called('remove', 40), typed('resend', 41)],
    50,
    'revoked',
    ['request-link', 'report-figures'],
  ],
  ['the customer, after the end', customer(), ended, 50, 'ended', ['report-figures', 'rate', 'request-link']],
  [
    'the customer, an hour after the end',
    customer(),
    ended,
    7_200,
    'ended',
    ['report-figures', 'rate', 'request-link'],
  ],
  ['the agent', adas, untilInvited(), 50, 'open', agents],
  ['the agent, after the end', adas, ended, 50, 'ended', ['report-figures']],
  ['the agent of another conversation', worker('agent', 'WKolga'), untilInvited(), 50, 'ended', ['report-figures']],
  [
    'the agent, of another video',
    worker('agent', ada.workerSid, `${id}0`),
    untilInvited(),
    50,
    'ended',
    ['report-figures'],
  ],
  ['an agent who handed over', adas, handedOver, 50, 'handed-over', ['report-figures']],
  ['the next agent', worker('agent', ben.workerSid), handedOver, 50, 'open', agents],
  ['a supervisor', sues, untilInvited(), 50, 'open', ['see', 'follow', 'take-seat', 'report-step', 'report-figures']],
  ['a supervisor, after the end', sues, ended, 50, 'ended', ['report-figures']],
]

describe('the rights of', () => {
  it.each(cases)('%s', (_, holder, events, second, word, may) => {
    const { state } = tell(events)
    const rights = rightsOf(holder, state, { linkTtlMs, now: at(second) })
    expect([rights.word, [...rights.may].sort()]).toEqual([word, [...may].sort()])
  })
})
