import { describe, expect, it } from 'vitest'
import { viewOf } from '../../../src/features/video-escalation/view.ts'
import { closed, rates, said, taskOver, tell, typed, untilLive } from './story.ts'

const over = () => [...untilLive(), taskOver(90), closed(91)]

describe('the customer’s rating', () => {
  it('is kept with its comment, and its stars are on the task', () => {
    const rated = tell([...over(), rates(4, 100)])
    expect(viewOf(rated.state)?.rating).toMatchObject({ stars: 4, issues: ['sound'], comment: 'fine' })
    expect(said(rated)).toMatchObject({ state: 'ended', rating: 4 })
    expect(JSON.stringify(rated.effects)).not.toContain('fine')
  })

  it('is refused a second time, and changes nothing then', () => {
    const first = tell([...over(), rates(4, 100)])
    const second = tell([rates(1, 101)], {}, first.state)
    expect(second.refusal).toMatchObject({ code: 'already-rated', retryable: false })
    expect(second.state).toEqual(first.state)
    expect(second.effects).toEqual([])
  })

  it('given while the video is open is on the task at its end', () => {
    const early = tell([...untilLive(), rates(5, 80)])
    expect(said(early)).not.toHaveProperty('rating')
    expect(said(tell([taskOver(90), closed(91)], {}, early.state))).toMatchObject({ rating: 5 })
  })

  it('is refused once the next video has started, and where there was none', () => {
    const next = tell([...untilLive(), typed('end', 90), closed(91), typed('', 120)])
    expect(next.state.video.phase).toBe('opening')
    const late = tell([rates(1, 121)], {}, next.state)
    expect(late.refusal).toMatchObject({ code: 'ended' })
    expect(late.state).toEqual(next.state)
    expect(tell([rates(1, 1)]).refusal).toMatchObject({ code: 'ended' })
  })
})
