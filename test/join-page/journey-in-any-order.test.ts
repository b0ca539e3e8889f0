import { expect, it } from 'vitest'
import { decide } from '../../join-page/src/journey/decide.ts'
import type { Event, Screen } from '../../join-page/src/journey/model.ts'
import { connected, givenTo, left, pressed, refused, start, told } from './a-journey.ts'

it('in 2,000 random orders of 30 events, no two requests overlap, no entry lacks a wanted seat, and no end wants one', () => {
  const events: readonly Event[] = [
    told(),
    told({ isAgentHere: true }),
    told({ seat: 'elsewhere' }),
    told({ link: 'ended' }),
    connected(),
    { type: 'welcome.passed' },
    pressed,
    { type: 'room.joined' },
    left(53118),
    left(53001),
    { type: 'leave.pressed' },
    { type: 'rejoin.pressed' },
    { type: 'move.pressed' },
  ]
  const answers = [
    givenTo,
    (n: number) => refused('agent-not-here', true, n),
    (n: number) => refused('seat-taken', false, n),
  ]
  let seed = 1
  const next = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % most
  }
  for (let run = 0; run < 2_000; run++) {
    let journey = start
    // Every request gets one answer, in any order, however late.
    const open: number[] = []
    for (let step = 0; step < 30; step++) {
      const [n] = next(3) === 0 ? open.splice(next(open.length || 1), 1) : []
      const event = n === undefined ? events[next(events.length)] : answers[next(answers.length)]?.(n)
      if (!event) continue
      const before = journey
      const decision = decide(before, event)
      journey = decision.journey
      const asked = decision.effects.flatMap((each) => (each.type === 'seat.ask' ? [each.n] : []))
      open.push(...asked)
      expect(asked.length).toBeLessThanOrEqual(1)
      // A new request begins where none is open.
      if (asked.length > 0) expect(before.isAsking && n !== before.askings).toBe(false)
      const isWanted = before.isAsking && n === before.askings
      if (n !== undefined && !isWanted) expect(journey).toEqual(before)
      if (decision.effects.some((each) => each.type === 'room.enter')) expect(isWanted).toBe(true)
      const shown: Screen['is'] = journey.screen.is
      if (shown === 'dead' || shown === 'left') expect([journey.isWanting, journey.isAsking]).toEqual([false, false])
      if (journey.isAsking) expect(['joining', 'waiting']).toContain(shown)
    }
  }
})
