import { describe, expect, it } from 'vitest'
import { decideWith } from '../../../src/features/media-streams/decide.ts'
import {
  aCall,
  accepted,
  callSeen,
  conferenceTold,
  heard,
  left,
  nameOf,
  of,
  running,
  said,
  settings,
  transfer,
} from './story.ts'

const on = () => {
  const call = aCall()
  call.hear(accepted('A'))
  call.started(nameOf('A'))
  return call
}

describe('a stream that stops by itself', () => {
  it('is started again once while the call goes on, and the second time is told on the task', () => {
    const call = on()
    expect(of(call.hear(heard('error', nameOf('A'), 5, '31921')), 'call.look')).toHaveLength(1)
    expect(of(call.hear(callSeen(true, 6)), 'stream.start')).toEqual([nameOf('A', 2)])
    call.started(nameOf('A', 2))
    call.hear(heard('stopped', nameOf('A', 2), 9))
    const effects = call.hear(callSeen(true, 10))
    expect(of(effects, 'stream.start')).toEqual([])
    expect(said(effects)).toMatchObject([
      { state: 'trouble', running: 0, problem: expect.stringMatching(/^stream lost/) },
    ])
  })

  it('is started again once when both its stop and its error are told', () => {
    const call = on()
    call.hear(heard('stopped', nameOf('A'), 5), heard('error', nameOf('A'), 5, '31921'), callSeen(true, 6))
    expect(of(call.asked, 'stream.start')).toEqual([nameOf('A'), nameOf('A', 2)])
    expect(call.state().streams[0]).toMatchObject({ why: 'lost', detail: '31921' })
  })

  it('is not started again when its agent has left', () => {
    const call = on()
    call.hear(heard('stopped', nameOf('A'), 5), left('A', 5), callSeen(true, 6))
    expect(of(call.asked, 'stream.start')).toHaveLength(1)
  })
})

describe('a stream that cannot be started', () => {
  it('because Twilio refuses it is told on the task, and not asked for again', () => {
    const call = aCall()
    call.hear(accepted('A'))
    const effects = call.failed('stream.start', nameOf('A'), 20001)
    expect(said(effects)).toMatchObject([{ state: 'trouble', problem: expect.stringMatching(/^stream refused/) }])
    expect(of(effects, 'stream.start')).toEqual([])
  })

  it('without a code of Twilio’s is stopped by its name, because it may be there', () => {
    const call = aCall()
    call.hear(accepted('A'))
    expect(of(call.failed('stream.start', nameOf('A')), 'stream.stop')).toEqual([nameOf('A')])
  })

  it('leaves another agent’s stream running', () => {
    const call = on()
    call.hear(accepted('B', 10))
    call.failed('stream.start', nameOf('B'), 20001)
    expect(running(call.state())).toEqual([nameOf('A')])
    expect(of(call.asked, 'stream.stop')).toEqual([])
  })
})

describe('callbacks', () => {
  it('that tell the start before the answer switch the stream on', () => {
    const call = aCall()
    call.hear(accepted('A'), heard('started', nameOf('A'), 2))
    expect(call.state().streams).toMatchObject([{ phase: 'on', streamSid: `MZ-${nameOf('A')}` }])
  })

  it.each([
    ['of a stream nobody asked for', heard('stopped', nameOf('B'), 5)],
    ['about another call', { ...heard('stopped', nameOf('A'), 5), callSid: 'CA-other' }],
  ])('%s are refused, and change nothing', (_, event) => {
    const call = on()
    const before = call.state()
    expect(decideWith(settings)(before, event).refusal).toMatchObject({ code: 'unknown-stream' })
    expect(call.hear(event)).toEqual([])
    expect(call.state()).toEqual(before)
  })

  it('that tell the start after the stop start nothing', () => {
    const call = on()
    call.hear(left('A', 5), heard('stopped', nameOf('A'), 6))
    expect(call.hear(heard('started', nameOf('A'), 2))).toEqual([])
    expect(running(call.state())).toEqual([])
  })
})

describe('the guard of the conference', () => {
  it('takes endConferenceOnExit off every leg, and looks until none has it', () => {
    const call = on()
    const effects = call.conference('customer*', 'CAa*')
    expect(of(effects, 'participant.lift')).toHaveLength(2)
    expect(effects.at(-1)).toMatchObject({ type: 'conference.look', after: expect.any(Number) })
    call.conference('customer', 'CAa*')
    expect(call.state().guard.safety).toBe('checking')
    expect(said(call.conference('customer', 'CAa'))).toEqual([{ state: 'on', running: 1, survivesTransfer: 'yes' }])
  })

  it('looks again when a transfer begins and when an agent accepts, and takes it off the new leg', () => {
    const call = on()
    call.conference('customer', 'CAa')
    expect(of(call.hear(transfer('initiated', 10)), 'conference.look')).toHaveLength(1)
    call.conference('customer', 'CAa')
    call.hear(accepted('B', 20))
    call.conference('customer', 'CAa')
    expect(of(call.conference('customer', 'CAa', 'CAb*'), 'participant.lift')).toEqual(['CAb'])
  })

  it('changes nothing while a participant is on hold, and looks again at once after that', () => {
    const call = on()
    expect(of(call.conference('customer*-', 'CAa'), 'participant.lift')).toEqual([])
    expect(call.state().guard.safety).toBe('on-hold')
    const effects = call.hear(conferenceTold('unheld', 10))
    expect(effects).toMatchObject([{ type: 'conference.look' }])
    expect(effects[0]).not.toHaveProperty('after')
    expect(of(call.conference('customer*', 'CAa'), 'participant.lift')).toHaveLength(1)
  })

  it('gives up after 16 attempts, and says on the task that a transfer is unsafe', () => {
    const call = on()
    let last = call.conference('customer', 'CAa*')
    for (let n = 0; n < 30; n++) last = [...last, ...call.conference('customer', 'CAa*')]
    expect(said(last)).toMatchObject([
      { state: 'on', survivesTransfer: 'no', problem: expect.stringContaining('unsafe') },
    ])
    expect(of(call.asked, 'participant.lift')).toHaveLength(16)
  })

  it('ends the conference when the last agent leaves, where their leaving would have ended it', () => {
    const call = on()
    call.conference('customer', 'CAa*')
    call.conference('customer', 'CAa')
    expect(of(call.hear(left('A', 30)), 'conference.end')).toHaveLength(1)
  })

  it('leaves a conference alone that the last agent’s leaving would not have ended', () => {
    const call = on()
    call.conference('customer', 'CAa')
    expect(of(call.hear(left('A', 30)), 'conference.end')).toEqual([])
  })
})
