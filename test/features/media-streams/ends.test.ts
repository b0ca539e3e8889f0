import { describe, expect, it } from 'vitest'
import type { CallRead } from '../../../src/features/media-streams/seen.ts'
import {
  aCall,
  accepted,
  announced,
  callSid,
  closedTask,
  conferenceTold,
  left,
  nameOf,
  of,
  running,
  speakers,
  transfer,
} from './story.ts'

const over: Partial<CallRead> = { task: closedTask, accepted: 0 }
const gone: Partial<CallRead> = { legs: [{ callSid, is: 'over', isClient: false }] }
const elsewhere: Partial<CallRead> = { legs: [{ callSid, is: 'here', isClient: false }] }
const ends = (effects: Parameters<typeof of>[0]) => effects.filter(({ type }) => type === 'conference.end')
const after = (effects: Parameters<typeof of>[0]) =>
  effects.flatMap((each) => (each.type === 'conference.look' ? [each.after ?? 0] : []))

/** A has the call, whose end A's leaving would have been. The conference reports who joins. */
function kept({ isTold = true } = {}) {
  const call = aCall()
  call.hear(accepted('A'))
  if (isTold) call.hear(conferenceTold('joined', 2, callSid))
  call.started(nameOf('A'))
  call.conference('customer', 'CAa*')
  call.conference('customer', 'CAa')
  return call
}

describe('a conference that an agent’s leaving would have ended', () => {
  it('ends for the customer after a fresh read, when the last agent leaves', () => {
    const call = kept()
    const effects = call.hear(left('A', 30))
    expect(ends(effects)).toEqual([])
    expect(after(effects)).toEqual([0])
    expect(ends(call.seen(['customer'], over))).toMatchObject([{ callSid, isProven: true }])
  })

  it('is checked until it is over, and ended again when the request to end it failed permanently', () => {
    const call = kept()
    call.hear(left('A', 30))
    expect(after(call.seen(['customer'], over))).toEqual([3_000])
    call.failed('conference.end', '', 403)
    const again = call.seen(['customer'], over)
    expect([ends(again).length, after(again)]).toEqual([1, [3_000]])
    expect(after(call.seen([], over))).toEqual([])
  })

  it('does not end while the customer talks to a third party, and ends when the customer is alone', () => {
    const call = kept()
    call.hear(left('A', 30))
    const two = call.seen(['customer', 'third'], over)
    expect([ends(two), after(two)]).toEqual([[], [3_000]])
    expect(ends(call.seen(['customer'], over))).toHaveLength(1)
  })

  it('does not end while a supervisor who has spoken is muted, and ends with one who has not', () => {
    for (const [spoke, n] of [
      ['CAs', 0],
      ['CAs~', 1],
    ] as const) {
      const call = kept()
      call.hear(conferenceTold('joined', 20))
      call.seen(['customer', 'CAa', spoke], { accepted: 1 }, 20)
      call.hear(left('A', 30))
      expect(ends(call.seen(['customer', 'CAs~'], over))).toHaveLength(n)
    }
  })

  it('does not end during a cold transfer', () => {
    const call = kept()
    call.hear(transfer('initiated', 20), left('A', 21))
    expect(ends(call.seen(['customer'], { accepted: 0 }))).toEqual([])
  })

  it('ends for a remaining agent when the customer’s call is over', () => {
    const call = kept()
    call.hear(conferenceTold('left', 30, callSid))
    expect(ends(call.seen(['CAa'], gone))).toHaveLength(1)
  })

  it('does not end while two agents talk after the customer’s call is over', () => {
    const call = kept()
    call.hear(conferenceTold('left', 30, callSid))
    const two = call.seen(['CAa', 'CAb'], gone)
    expect([ends(two), after(two)]).toEqual([[], [3_000]])
  })

  it('ends six seconds later for a customer who is alone while TaskRouter still counts an agent', () => {
    const call = kept()
    call.hear(conferenceTold('left', 100, 'CAa'))
    expect(ends(call.seen(['customer'], { accepted: 1 }, 100))).toEqual([])
    expect(ends(call.seen(['customer'], { accepted: 1 }, 103))).toEqual([])
    expect(ends(call.seen(['customer'], { accepted: 1 }, 106))).toMatchObject([{ isDropped: true }])
  })

  it('does not end while an agent who accepted a moment ago is on the way', () => {
    const call = kept()
    call.hear(transfer('initiated', 90), accepted('B', 95), left('A', 96))
    for (const s of [97, 100, 103, 106, 130]) expect(ends(call.seen(['customer'], { accepted: 1 }, s))).toEqual([])
  })

  it('does not end while a new participant is missing from reads; it ends 5 s later, or once they have left', () => {
    const call = kept()
    call.hear(conferenceTold('joined', 99, 'CAb'), left('A', 100))
    const first = call.seen(['customer'], over, 101)
    expect([ends(first).length, after(first).length]).toEqual([0, 1])
    expect(ends(call.seen(['customer'], over, 103))).toEqual([])
    expect(ends(call.seen(['customer'], over, 104))).toHaveLength(1)
    const other = kept()
    other.hear(conferenceTold('joined', 99, 'CAb'), left('A', 100), conferenceTold('left', 101, 'CAb'))
    expect(ends(other.seen(['customer'], over, 101))).toHaveLength(1)
  })

  it('is checked each second until a read shows a new participant, so that their leaving does not end it either', () => {
    const call = kept()
    call.hear(conferenceTold('joined', 60, 'CAt'))
    expect(after(call.seen(['customer', 'CAa'], {}, 60))).toEqual([1_000])
    const shown = call.seen(['customer', 'CAa', 'CAt*'], {}, 61)
    expect(of(shown, 'participant.lift')).toEqual(['CAt'])
  })

  it('ends though its record was lost: the task has the flag', () => {
    const call = aCall()
    const lifted = { accepted: 0, task: { ...closedTask, isLifted: true } }
    expect(after(call.hear(left('A', 30)))).toEqual([0])
    expect(ends(call.seen(['customer'], lifted, 30))).toHaveLength(0)
    expect(ends(call.seen(['customer'], lifted, 33))).toHaveLength(1)
  })
})

describe('a conference without reports of joins that an agent’s leaving would have ended', () => {
  it('ends when a second check, three seconds later, shows the same participant alone', () => {
    const call = kept({ isTold: false })
    call.hear(left('A', 30))
    const first = call.seen(['customer'], over, 30)
    expect([ends(first), after(first)]).toEqual([[], [3_000]])
    expect(ends(call.seen(['customer'], over, 33))).toHaveLength(1)
  })

  it('does not end when the second check shows a participant whom the first one was too early for', () => {
    const call = kept({ isTold: false })
    call.hear(left('A', 30))
    call.seen(['customer'], over, 30)
    const second = call.seen(['customer', 'third'], over, 33)
    expect([ends(second), after(second)]).toEqual([[], [3_000]])
  })

  it('is checked again when it is empty, and ends for a participant who is there then', () => {
    const call = kept({ isTold: false })
    call.hear(conferenceTold('left', 30, callSid))
    const first = call.seen([], gone, 30)
    expect([ends(first), after(first)]).toEqual([[], [3_000]])
    expect(ends(call.seen(['third'], gone, 33))).toHaveLength(1)
    const other = kept({ isTold: false })
    other.hear(conferenceTold('left', 30, callSid))
    other.seen([], gone, 30)
    expect(after(other.seen([], gone, 33))).toEqual([])
  })
})

describe('a conference that an agent’s leaving would not have ended', () => {
  it('is not ended', () => {
    const call = aCall()
    call.hear(accepted('A'))
    call.started(nameOf('A'))
    call.conference('customer*', 'CAa')
    const effects = [...call.hear(left('A', 30)), ...call.hear(speakers('stopped', nameOf('A'), 31))]
    expect(ends(effects)).toEqual([])
    expect(after(effects)).toEqual([])
  })

  it('is not ended without a customer, and nothing is written on the task', () => {
    const call = aCall()
    call.hear(accepted('A', 1, { callSid: undefined }))
    const effects = call.conference('CAa*', 'CAb*')
    expect(effects).toEqual([])
    expect(call.hear(accepted('B', 2, { callSid: undefined }))).toEqual([])
  })
})

describe('when the customer leaves the conference', () => {
  it('their streams stop after three seconds, and start again when they are back', () => {
    const call = kept()
    call.hear(conferenceTold('left', 30, callSid))
    const first = call.seen(['CAa'], elsewhere, 30)
    expect([of(first, 'stream.stop'), after(first)]).toEqual([[], [3_000]])
    expect(of(call.seen(['CAa'], elsewhere, 33), 'stream.stop')).toEqual([nameOf('A')])
    call.stopped(nameOf('A'))
    call.hear(conferenceTold('joined', 40, callSid))
    expect(of(call.seen(['customer', 'CAa'], {}, 40), 'stream.start')).toEqual([nameOf('A', 2)])
  })

  it('and is back at once, their streams run on', () => {
    const call = kept()
    call.hear(conferenceTold('left', 30, callSid))
    call.seen(['CAa'], elsewhere, 30)
    call.hear(conferenceTold('joined', 31, callSid))
    expect(call.seen(['customer', 'CAa'], {}, 31)).toEqual([])
    expect(running(call.state())).toEqual([nameOf('A')])
  })
})

describe('a customer in whose conference no agent has been seen', () => {
  it('waits for an agent whose phone may ring, and counts as elsewhere after a minute: their streams stop', () => {
    const call = aCall()
    call.hear(accepted('A', 1))
    call.started(nameOf('A'))
    call.seen([], elsewhere, 30)
    expect(of(call.seen([], elsewhere, 40), 'stream.stop')).toEqual([])
    call.seen([], elsewhere, 62)
    expect(of(call.seen([], elsewhere, 65), 'stream.stop')).toEqual([nameOf('A')])
  })
})

describe('a leg that was wrongly taken for the customer’s', () => {
  it('has its stream stopped, and the right leg gets one', () => {
    const call = aCall()
    call.hear(accepted('A', 1, { callSid: 'CAa' }))
    call.started(nameOf('A'))
    const effects = call.conference('customer', 'CAa')
    expect(effects.filter(({ type }) => type.startsWith('stream.'))).toMatchObject([
      { type: 'stream.stop', callSid: 'CAa', name: nameOf('A') },
      { type: 'stream.start', callSid, name: nameOf('A', 2) },
    ])
  })

  it('that had its endConferenceOnExit removed gets it back', () => {
    const call = aCall()
    call.hear(accepted('A'))
    const state = call.state()
    call.is({ ...state, guard: { ...state.guard, lifted: [callSid, 'CAa'] } })
    expect(of(call.conference('customer', 'CAa'), 'participant.restore')).toEqual([callSid])
    expect(call.state().guard.lifted).toEqual(['CAa'])
  })

  it('that rings makes no trouble with “not in progress”, and the stream starts after the answer', () => {
    const call = aCall()
    call.hear(accepted('A'))
    expect(of(call.failed('stream.start', nameOf('A'), 21220), 'stream.start')).toEqual([])
    expect(of(call.conference('customer?', 'CAa'), 'stream.start')).toEqual([])
    expect(of(call.conference('customer', 'CAa'), 'stream.start')).toEqual([nameOf('A', 2)])
  })
})

describe('the streams’ state on the task', () => {
  const overwritten: Partial<CallRead> = { task: { ...closedTask, isOpen: true, isOurs: false } }

  it('has no survived transfer as soon as a check sees a flag set again, and has it again once the flag is lifted', () => {
    const call = kept()
    call.hear(conferenceTold('changed', 60))
    const seen = call.seen(['customer', 'CAa*'], {}, 60)
    expect(of(seen, 'participant.lift')).toEqual(['CAa'])
    expect(announced(seen)).toMatchObject([{ survivesTransfer: 'checking' }])
    expect(announced(call.seen(['customer', 'CAa'], {}, 61))).toMatchObject([{ survivesTransfer: 'yes' }])
  })

  it('is written again when a plugin has overwritten it', () => {
    const call = kept()
    call.hear(conferenceTold('joined', 60))
    expect(announced(call.seen(['customer', 'CAa'], overwritten, 60))).toMatchObject([{ state: 'on', lifted: true }])
  })

  it('is not written again while the first write may be missing from reads', () => {
    const call = kept()
    call.hear(conferenceTold('joined', 2))
    expect(announced(call.seen(['customer', 'CAa'], overwritten, 2))).toEqual([])
  })
})
