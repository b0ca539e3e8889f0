import { describe, expect, it } from 'vitest'
import {
  aCall,
  accepted,
  callSeen,
  callSid,
  left,
  nameOf,
  of,
  running,
  sequential,
  speakers,
  taskOver,
  transfer,
} from './story.ts'

describe('an agent’s acceptance of a call', () => {
  it('starts a stream on the customer’s leg', () => {
    const effects = aCall().hear(accepted('A'))
    expect(of(effects, 'stream.start')).toEqual([nameOf('A')])
    expect(effects[0]).toMatchObject({ type: 'stream.start', callSid, destination: 'main', transfer: 0 })
  })

  it('starts one stream when it is reported twice', () => {
    const call = aCall()
    call.hear(accepted('A'), { ...accepted('A'), id: 'another' })
    expect(of(call.effects, 'stream.start')).toHaveLength(1)
  })

  it('starts none when the end of the assignment was reported before', () => {
    const call = aCall()
    call.hear(left('A', 5), accepted('A'))
    expect(of(call.effects, 'stream.start')).toEqual([])
  })

  it('looks for the customer’s leg, and starts no stream, where the leg is unknown', () => {
    const call = aCall()
    call.hear(accepted('A', 1, { callSid: undefined }))
    expect(of(call.effects, 'stream.start')).toEqual([])
    expect(of(call.effects, 'conference.look')).toHaveLength(1)
  })
})

describe('a warm transfer, with overlap', () => {
  it('starts the new agent’s stream next to the old one, and stops the old one when its agent leaves', () => {
    const call = aCall()
    call.hear(accepted('A'))
    call.started(nameOf('A'))
    call.hear(transfer('initiated', 10), accepted('B', 20))
    call.started(nameOf('B'))
    expect(running(call.state())).toEqual([nameOf('A'), nameOf('B')])
    const effects = call.hear(left('A', 30))
    expect(of(effects, 'stream.stop')).toEqual([nameOf('A')])
    call.stopped(nameOf('A'))
    expect(running(call.state())).toEqual([nameOf('B')])
  })

  it('starts a third agent’s stream after the first one’s has stopped, and not before', () => {
    const call = aCall()
    call.hear(accepted('A'), accepted('B', 20), accepted('C', 30))
    call.started(nameOf('A'))
    call.started(nameOf('B'))
    expect(of(call.effects, 'stream.start')).toEqual([nameOf('A'), nameOf('B')])
    call.hear(left('A', 40))
    expect(of(call.effects, 'stream.start')).not.toContain(nameOf('C'))
    expect(of(call.stopped(nameOf('A')), 'stream.start')).toEqual([nameOf('C')])
  })

  it('stops the stream of an agent who left during its start as soon as it has started', () => {
    const call = aCall()
    call.hear(accepted('A'), accepted('B', 20), left('A', 30))
    expect(of(call.effects, 'stream.stop')).toEqual([])
    expect(of(call.started(nameOf('A')), 'stream.stop')).toEqual([nameOf('A')])
  })

  it('gives an agent who comes back a stream with another name', () => {
    const call = aCall()
    call.hear(accepted('A'), accepted('B', 20))
    call.started(nameOf('A'))
    call.started(nameOf('B'))
    call.hear(left('A', 30))
    call.stopped(nameOf('A'))
    expect(of(call.hear(accepted('A2', 40)), 'stream.start')).toEqual([nameOf('A2')])
    expect(call.effects.at(-1)).not.toMatchObject({ name: nameOf('A') })
    // A repeat of the old stop names the old stream.
    expect(of(call.stopped(nameOf('A')), 'stream.stop')).toEqual([])
    expect(running(call.state())).toEqual([nameOf('B'), nameOf('A2')])
  })
})

describe('a gap-free-sequential transfer', () => {
  it('stops the old stream after the new one has started, and not before', () => {
    const call = aCall(sequential)
    call.hear(accepted('A'))
    call.started(nameOf('A'))
    expect(of(call.hear(accepted('B', 20)), 'stream.stop')).toEqual([])
    expect(of(call.started(nameOf('B')), 'stream.stop')).toEqual([nameOf('A')])
  })

  it('keeps the stream of an agent who left until the next one’s has started', () => {
    const call = aCall(sequential)
    call.hear(accepted('A'))
    call.started(nameOf('A'))
    expect(of(call.hear(transfer('initiated', 10), left('A', 11)), 'stream.stop')).toEqual([])
    call.hear(accepted('B', 20))
    expect(of(call.started(nameOf('B')), 'stream.stop')).toEqual([nameOf('A')])
  })

  it('stops the stream of an agent who left when the transfer fails', () => {
    const call = aCall(sequential)
    call.hear(accepted('A'))
    call.started(nameOf('A'))
    call.hear(transfer('initiated', 10), left('A', 11))
    expect(of(call.hear(transfer('failed', 15)), 'stream.stop')).toEqual([nameOf('A')])
  })

  it('starts a second stream for the first agent when the second agent leaves', () => {
    const call = aCall(sequential)
    call.hear(accepted('A'))
    call.started(nameOf('A'))
    call.hear(accepted('B', 20))
    call.started(nameOf('B'))
    call.stopped(nameOf('A'))
    expect(of(call.hear(left('B', 30)), 'stream.start')).toEqual([nameOf('A', 2)])
    expect(of(call.started(nameOf('A', 2)), 'stream.stop')).toEqual([nameOf('B')])
  })

  it('keeps the old stream when the new one is refused', () => {
    const call = aCall(sequential)
    call.hear(accepted('A'))
    call.started(nameOf('A'))
    call.hear(accepted('B', 20))
    expect(of(call.failed('stream.start', nameOf('B'), 20001), 'stream.stop')).toEqual([])
    expect(running(call.state())).toEqual([nameOf('A')])
  })
})

describe('the end', () => {
  it('of the only agent’s assignment stops their stream', () => {
    const call = aCall()
    call.hear(accepted('A'))
    call.started(nameOf('A'))
    expect(of(call.hear(left('A', 30)), 'stream.stop')).toEqual([nameOf('A')])
  })

  it('of the task stops the streams of two agents whose leaving was not reported', () => {
    const call = aCall()
    call.hear(accepted('A'), accepted('B', 2))
    call.started(nameOf('A'))
    call.started(nameOf('B'))
    expect(of(call.hear(taskOver(30)), 'stream.stop')).toEqual([nameOf('A'), nameOf('B')])
  })

  it('of the call marks all streams as over, and starts and stops none', () => {
    const call = aCall()
    call.hear(accepted('A'), accepted('B', 2))
    call.started(nameOf('A'))
    call.started(nameOf('B'))
    const effects = call.hear(speakers('stopped', nameOf('A'), 30), callSeen(false, 31))
    expect(of(effects, 'stream.stop')).toEqual([])
    expect(of(effects, 'stream.start')).toEqual([])
    expect(running(call.state())).toEqual([])
    expect(call.state().streams.map(({ why }) => why)).toEqual(['call-ended', 'call-ended'])
  })
})
