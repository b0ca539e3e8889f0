import { describe, expect, it } from 'vitest'
import { unsaid } from '../../../src/features/media-streams/announce.ts'
import { decideWith } from '../../../src/features/media-streams/decide.ts'
import {
  aCall,
  accepted,
  announced,
  at,
  callSeen,
  conferenceTold,
  left,
  nameOf,
  of,
  running,
  settings,
  speakers,
  transfer,
} from './story.ts'

const on = () => {
  const call = aCall()
  call.hear(accepted('A'))
  call.started(nameOf('A'))
  return call
}

describe('a stream that stops by itself', () => {
  it('starts again while the call goes on, after longer and longer pauses, and is trouble on the task from the second time', () => {
    const call = on()
    call.conference('customer', 'CAa')
    const after: number[] = []
    let s = 5
    for (const n of [1, 2, 3, 4, 5, 6, 7]) {
      const effects = call.hear(speakers('stopped', nameOf('A', n), s))
      const [pause = 0] = effects.flatMap((each) => (each.type === 'call.look' ? [each.after ?? 0] : []))
      after.push(pause)
      expect(announced(effects)).toMatchObject(n === 1 ? [{ state: 'off' }] : [{ state: 'trouble', running: 0 }])
      s += pause / 1000
      expect(of(call.hear(callSeen(true, s)), 'stream.start')).toEqual([nameOf('A', n + 1)])
      call.hear(speakers('started', nameOf('A', n + 1), s))
      s += 1
    }
    expect(after).toEqual([1_000, 2_000, 5_000, 15_000, 60_000, 300_000, 300_000])
  })

  it('is lost through all failed attempts, until Twilio reports that the new stream is received', () => {
    const call = on()
    call.conference('customer', 'CAa')
    const words = [
      ...announced(call.hear(speakers('error', nameOf('A'), 5, '31921'))),
      ...announced(call.stopped(nameOf('A'))),
    ]
    let s = 5
    for (const n of [2, 3, 4, 5]) {
      s += 60
      words.push(...announced(call.hear(callSeen(true, s))), ...announced(call.started(nameOf('A', n))))
      words.push(
        ...announced(call.hear(speakers('error', nameOf('A', n), s + 1, '31920'))),
        ...announced(call.stopped(nameOf('A', n))),
      )
    }
    expect(words.map(({ state, running }) => [state, running])).toEqual([
      ['off', 0],
      ['trouble', 0],
    ])
    call.hear(callSeen(true, s + 400))
    expect(announced(call.started(nameOf('A', 6)))).toEqual([])
    expect(announced(call.hear(speakers('started', nameOf('A', 6), s + 401)))).toMatchObject([
      { state: 'on', running: 1 },
    ])
  })

  it('and whose successor’s start is not reported counts as on a minute after it', () => {
    const call = on()
    call.conference('customer', 'CAa')
    call.hear(speakers('stopped', nameOf('A'), 5), callSeen(true, 6))
    call.started(nameOf('A', 2))
    expect(unsaid(call.state(), at(30))).toBeUndefined()
    expect(unsaid(call.state(), at(70))).toMatchObject({ state: 'on', running: 1 })
  })

  it('is checked again when Twilio refuses to return the call', () => {
    const call = on()
    call.hear(speakers('stopped', nameOf('A'), 5))
    expect(of(call.failed('call.look', '', 20003), 'call.look')).toHaveLength(1)
    expect(of(call.hear(callSeen(true, 40)), 'stream.start')).toEqual([nameOf('A', 2)])
  })

  it('does not start before its pause is over, whatever else is seen', () => {
    const call = on()
    call.hear(speakers('stopped', nameOf('A'), 5), callSeen(true, 6))
    call.hear(speakers('started', nameOf('A', 2), 6), speakers('stopped', nameOf('A', 2), 100))
    expect(of(call.hear(callSeen(true, 101)), 'stream.start')).toEqual([])
    expect(of(call.hear(callSeen(true, 102)), 'stream.start')).toEqual([nameOf('A', 3)])
  })

  it('hours after another counts as the first', () => {
    const call = on()
    call.hear(speakers('stopped', nameOf('A'), 5), callSeen(true, 6), speakers('started', nameOf('A', 2), 6))
    const effects = call.hear(speakers('stopped', nameOf('A', 2), 7_200))
    expect(effects).toContainEqual(expect.objectContaining({ type: 'call.look', after: 1_000 }))
  })

  it('with an error is stopped before another one starts', () => {
    const call = on()
    expect(of(call.hear(speakers('error', nameOf('A'), 5, '31921')), 'stream.stop')).toEqual([nameOf('A')])
    expect(of(call.hear(callSeen(true, 6)), 'stream.start')).toEqual([])
    expect(of(call.stopped(nameOf('A')), 'call.look')).toHaveLength(1)
  })

  it('does not include Twilio’s warning (31930)', () => {
    const call = on()
    expect(call.hear(speakers('error', nameOf('A'), 5, '31930 - a warning'))).toEqual([])
    expect(running(call.state())).toEqual([nameOf('A')])
  })

  it('starts again once when both its stop and its error are reported', () => {
    const call = on()
    call.hear(speakers('stopped', nameOf('A'), 5), speakers('error', nameOf('A'), 5, '31921'), callSeen(true, 7))
    expect(of(call.effects, 'stream.start')).toEqual([nameOf('A'), nameOf('A', 2)])
    expect(call.state().streams[0]).toMatchObject({ why: 'lost', detail: '31921' })
  })

  it('does not start again when its agent has left', () => {
    const call = on()
    call.hear(speakers('stopped', nameOf('A'), 5), left('A', 5), callSeen(true, 6))
    expect(of(call.effects, 'stream.start')).toHaveLength(1)
  })
})

describe('a stream that cannot be started', () => {
  it('because Twilio refuses it is trouble on the task, and is not tried again', () => {
    const call = aCall()
    call.hear(accepted('A'))
    const effects = call.failed('stream.start', nameOf('A'), 20001)
    expect(announced(effects)).toMatchObject([{ state: 'trouble', problem: expect.stringMatching(/^stream refused/) }])
    expect(of(effects, 'stream.start')).toEqual([])
  })

  it('because the leg has no track left is trouble, and is tried again when another one stopped, or after a while', () => {
    const call = on()
    call.hear(accepted('B', 10))
    const effects = call.full(nameOf('B'))
    expect(effects).toMatchObject([{ type: 'call.look', after: 20_000 }, { type: 'task.annotate' }])
    expect(announced(effects)).toMatchObject([{ state: 'trouble', problem: 'stream full' }])
    expect(of(call.hear(callSeen(true, 40)), 'stream.start')).toEqual([nameOf('B', 2)])
    call.full(nameOf('B', 2))
    call.hear(left('A', 50))
    expect(of(call.stopped(nameOf('A')), 'stream.start')).toEqual([nameOf('B', 3)])
  })

  it('without a Twilio code is stopped by its name, because it may exist', () => {
    const call = aCall()
    call.hear(accepted('A'))
    expect(of(call.failed('stream.start', nameOf('A')), 'stream.stop')).toEqual([nameOf('A')])
  })

  it('leaves another agent’s stream running', () => {
    const call = on()
    call.hear(accepted('B', 10))
    call.failed('stream.start', nameOf('B'), 20001)
    expect(running(call.state())).toEqual([nameOf('A')])
    expect(of(call.effects, 'stream.stop')).toEqual([])
  })
})

describe('callbacks', () => {
  it('that report the start before the answer switch the stream on', () => {
    const call = aCall()
    call.hear(accepted('A'), speakers('started', nameOf('A'), 2))
    expect(call.state().streams).toMatchObject([{ phase: 'on', streamSid: `MZ-${nameOf('A')}` }])
  })

  it.each([
    ['of an unknown stream', speakers('stopped', nameOf('B'), 5)],
    ['about another call', { ...speakers('stopped', nameOf('A'), 5), callSid: 'CA-other' }],
  ])('%s are refused, and change nothing', (_, event) => {
    const call = on()
    const before = call.state()
    expect(decideWith(settings)(before, event).refusal).toMatchObject({ code: 'unknown-stream' })
    expect(call.hear(event)).toEqual([])
    expect(call.state()).toEqual(before)
  })

  it('that report the start after the stop start nothing', () => {
    const call = on()
    call.hear(left('A', 5), speakers('stopped', nameOf('A'), 6))
    expect(call.hear(speakers('started', nameOf('A'), 2))).toEqual([])
    expect(running(call.state())).toEqual([])
  })
})

describe('the guard of the conference', () => {
  it('removes endConferenceOnExit from every leg except the customer’s, and checks until only they have it', () => {
    const call = on()
    const effects = call.conference('customer*', 'CAa*', 'third*')
    expect(of(effects, 'participant.lift')).toEqual(['CAa', 'third'])
    expect(effects.at(-1)).toMatchObject({ type: 'conference.look', after: expect.any(Number) })
    call.conference('customer*', 'CAa*')
    expect(call.state().guard.safety).toBe('checking')
    expect(announced(call.conference('customer*', 'CAa'))).toEqual([
      { state: 'on', running: 1, survivesTransfer: 'yes', agents: 1, lifted: true },
    ])
  })

  it('checks again when a transfer begins and when an agent accepts, and removes the flag from the new leg', () => {
    const call = on()
    call.conference('customer', 'CAa')
    expect(of(call.hear(transfer('initiated', 10)), 'conference.look')).toHaveLength(1)
    call.conference('customer', 'CAa')
    call.hear(accepted('B', 20))
    call.conference('customer', 'CAa')
    expect(of(call.conference('customer', 'CAa', 'CAb*'), 'participant.lift')).toEqual(['CAb'])
  })

  it('changes nothing while a participant is on hold, and checks again at once afterwards', () => {
    const call = on()
    expect(of(call.conference('customer', 'CAa*-'), 'participant.lift')).toEqual([])
    expect(call.state().guard.safety).toBe('on-hold')
    const effects = call.hear(conferenceTold('unheld', 10))
    expect(effects).toMatchObject([{ type: 'conference.look' }])
    expect(effects[0]).not.toHaveProperty('after')
    expect(of(call.conference('customer', 'CAa*'), 'participant.lift')).toHaveLength(1)
  })

  it('gives up after 16 attempts, and the task says that a transfer is unsafe', () => {
    const call = on()
    let last = call.conference('customer', 'CAa*')
    for (let n = 0; n < 30; n++) last = [...last, ...call.conference('customer', 'CAa*')]
    expect(announced(last)).toMatchObject([
      { state: 'on', survivesTransfer: 'no', problem: expect.stringContaining('unsafe') },
    ])
    expect(of(call.effects, 'participant.lift')).toHaveLength(16)
  })
})
