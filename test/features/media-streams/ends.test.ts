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

/** A has the call, and would have ended it by leaving. The conference tells of who comes. */
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
  it('is ended for the customer after a fresh read, when the last agent leaves', () => {
    const call = kept()
    const effects = call.hear(left('A', 30))
    expect(ends(effects)).toEqual([])
    expect(after(effects)).toEqual([0])
    expect(ends(call.seen(['customer'], over))).toMatchObject([{ callSid, isProven: true }])
  })

  it('is looked at until it is seen to be over, and ended again when the request to end it failed for good', () => {
    const call = kept()
    call.hear(left('A', 30))
    expect(after(call.seen(['customer'], over))).toEqual([3_000])
    call.failed('conference.end', '', 403)
    const again = call.seen(['customer'], over)
    expect([ends(again).length, after(again)]).toEqual([1, [3_000]])
    expect(after(call.seen([], over))).toEqual([])
  })

  it('is not ended while the customer talks to a third party, and is when they are alone', () => {
    const call = kept()
    call.hear(left('A', 30))
    const two = call.seen(['customer', 'third'], over)
    expect([ends(two), after(two)]).toEqual([[], [3_000]])
    expect(ends(call.seen(['customer'], over))).toHaveLength(1)
  })

  it('is not ended while a supervisor who has spoken is muted, and is for one who has not', () => {
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

  it('is not ended while a cold transfer is on its way', () => {
    const call = kept()
    call.hear(transfer('initiated', 20), left('A', 21))
    expect(ends(call.seen(['customer'], { accepted: 0 }))).toEqual([])
  })

  it('is ended when it is over for the customer, for the agent who is left', () => {
    const call = kept()
    call.hear(conferenceTold('left', 30, callSid))
    expect(ends(call.seen(['CAa'], gone))).toHaveLength(1)
  })

  it('is not ended while two agents talk whose customer’s call is over', () => {
    const call = kept()
    call.hear(conferenceTold('left', 30, callSid))
    const two = call.seen(['CAa', 'CAb'], gone)
    expect([ends(two), after(two)]).toEqual([[], [3_000]])
  })

  it('is ended for a customer alone whom TaskRouter still counts an agent in with, after six seconds', () => {
    const call = kept()
    call.hear(conferenceTold('left', 100, 'CAa'))
    expect(ends(call.seen(['customer'], { accepted: 1 }, 100))).toEqual([])
    expect(ends(call.seen(['customer'], { accepted: 1 }, 103))).toEqual([])
    expect(ends(call.seen(['customer'], { accepted: 1 }, 106))).toMatchObject([{ isDropped: true }])
  })

  it('is not ended while an agent who accepted a moment ago is on the way', () => {
    const call = kept()
    call.hear(transfer('initiated', 90), accepted('B', 95), left('A', 96))
    for (const s of [97, 100, 103, 106, 130]) expect(ends(call.seen(['customer'], { accepted: 1 }, s))).toEqual([])
  })

  it('is not ended while somebody who has come is not in the reads yet, and is five seconds later, or once they have left', () => {
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

  it('is looked at each second until a read shows whoever has come, so that their leaving does not end it either', () => {
    const call = kept()
    call.hear(conferenceTold('joined', 60, 'CAt'))
    expect(after(call.seen(['customer', 'CAa'], {}, 60))).toEqual([1_000])
    const shown = call.seen(['customer', 'CAa', 'CAt*'], {}, 61)
    expect(of(shown, 'participant.lift')).toEqual(['CAt'])
  })

  it('is ended though its record was lost: the task says so', () => {
    const call = aCall()
    const lifted = { accepted: 0, task: { ...closedTask, isLifted: true } }
    expect(after(call.hear(left('A', 30)))).toEqual([0])
    expect(ends(call.seen(['customer'], lifted, 30))).toHaveLength(0)
    expect(ends(call.seen(['customer'], lifted, 33))).toHaveLength(1)
  })
})

describe('a conference that tells nobody who comes, and that an agent’s leaving would have ended,', () => {
  it('is ended when a second look, three seconds later, shows the same one alone', () => {
    const call = kept({ isTold: false })
    call.hear(left('A', 30))
    const first = call.seen(['customer'], over, 30)
    expect([ends(first), after(first)]).toEqual([[], [3_000]])
    expect(ends(call.seen(['customer'], over, 33))).toHaveLength(1)
  })

  it('is not ended when the second look shows somebody whom the first one was too early for', () => {
    const call = kept({ isTold: false })
    call.hear(left('A', 30))
    call.seen(['customer'], over, 30)
    const second = call.seen(['customer', 'third'], over, 33)
    expect([ends(second), after(second)]).toEqual([[], [3_000]])
  })

  it('is looked at once more when it is empty, and ended for whoever is there then', () => {
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
  it('is left alone', () => {
    const call = aCall()
    call.hear(accepted('A'))
    call.started(nameOf('A'))
    call.conference('customer*', 'CAa')
    const effects = [...call.hear(left('A', 30)), ...call.hear(speakers('stopped', nameOf('A'), 31))]
    expect(ends(effects)).toEqual([])
    expect(after(effects)).toEqual([])
  })

  it('is left alone where there is no customer, and nothing is said', () => {
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

describe('a customer in whose conference nobody has been seen', () => {
  it('waits for an agent whose phone may ring, and is elsewhere a minute after the acceptance: their streams stop', () => {
    const call = aCall()
    call.hear(accepted('A', 1))
    call.started(nameOf('A'))
    call.seen([], elsewhere, 30)
    expect(of(call.seen([], elsewhere, 40), 'stream.stop')).toEqual([])
    call.seen([], elsewhere, 62)
    expect(of(call.seen([], elsewhere, 65), 'stream.stop')).toEqual([nameOf('A')])
  })
})

describe('the leg that was taken for the customer’s', () => {
  it('and is another’s: its stream is stopped there, and started on the right one', () => {
    const call = aCall()
    call.hear(accepted('A', 1, { callSid: 'CAa' }))
    call.started(nameOf('A'))
    const effects = call.conference('customer', 'CAa')
    expect(effects.filter(({ type }) => type.startsWith('stream.'))).toMatchObject([
      { type: 'stream.stop', callSid: 'CAa', name: nameOf('A') },
      { type: 'stream.start', callSid, name: nameOf('A', 2) },
    ])
  })

  it('and had its endConferenceOnExit taken off: it gets it back', () => {
    const call = aCall()
    call.hear(accepted('A'))
    const state = call.state()
    call.is({ ...state, guard: { ...state.guard, lifted: [callSid, 'CAa'] } })
    expect(of(call.conference('customer', 'CAa'), 'participant.restore')).toEqual([callSid])
    expect(call.state().guard.lifted).toEqual(['CAa'])
  })

  it('and rings: Twilio’s “not in progress” is no trouble, and the stream starts when they answer', () => {
    const call = aCall()
    call.hear(accepted('A'))
    expect(of(call.failed('stream.start', nameOf('A'), 21220), 'stream.start')).toEqual([])
    expect(of(call.conference('customer?', 'CAa'), 'stream.start')).toEqual([])
    expect(of(call.conference('customer', 'CAa'), 'stream.start')).toEqual([nameOf('A', 2)])
  })
})

describe('what the task says of the streams', () => {
  const overwritten: Partial<CallRead> = { task: { ...closedTask, isOpen: true, isOurs: false } }

  it('is no longer that a transfer is survived, as soon as a look has seen a flag set again, and is when it is lifted', () => {
    const call = kept()
    call.hear(conferenceTold('changed', 60))
    const seen = call.seen(['customer', 'CAa*'], {}, 60)
    expect(of(seen, 'participant.lift')).toEqual(['CAa'])
    expect(announced(seen)).toMatchObject([{ survivesTransfer: 'checking' }])
    expect(announced(call.seen(['customer', 'CAa'], {}, 61))).toMatchObject([{ survivesTransfer: 'yes' }])
  })

  it('is written again when a plugin has written over it', () => {
    const call = kept()
    call.hear(conferenceTold('joined', 60))
    expect(announced(call.seen(['customer', 'CAa'], overwritten, 60))).toMatchObject([{ state: 'on', lifted: true }])
  })

  it('is not written again while the first write may not be read yet', () => {
    const call = kept()
    call.hear(conferenceTold('joined', 2))
    expect(announced(call.seen(['customer', 'CAa'], overwritten, 2))).toEqual([])
  })
})
