import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aWorld } from './a-world.ts'
import { type Move, moves } from './moves.ts'

/** While reads lag, callbacks arrive before all other events: nothing else reports who has joined. */
const [pauses, longPauses] = [
  [0, 20, 100],
  [400, 1_500, 4_000, 9_000, 20_000],
] as const
type Given = { readonly isTold: boolean; readonly hasLoss: boolean; readonly lagMs: number }
const aMove = ({ isTold, hasLoss, lagMs }: Given): fc.Arbitrary<Move> =>
  fc.record({
    move: fc.constantFrom(...moves.filter((each) => hasLoss || each !== 'redis lost')),
    afterMs: fc.constantFrom(...(lagMs > 0 ? [] : pauses), ...longPauses),
    isTold: fc.constant(isTold),
  })
const begun = (isTold: boolean): Move => ({ move: 'accept', afterMs: 0, isTold })
/** Until a killed worker's job is taken over, and until the reconciler has run. */
const [whenKilled, whenLost] = [20_000, 60_000]

it.each([
  ['with callbacks of the conference', { isTold: true, hasKill: false, hasLoss: false, slackMs: 0, lagMs: 0 }],
  ['without', { isTold: false, hasKill: false, hasLoss: false, slackMs: 0, lagMs: 0 }],
  [
    'with callbacks, while reads lag two seconds',
    { isTold: true, hasKill: false, hasLoss: false, slackMs: 0, lagMs: 2_000 },
  ],
  [
    'without callbacks, while reads lag two seconds',
    { isTold: false, hasKill: false, hasLoss: false, slackMs: 0, lagMs: 2_000 },
  ],
  [
    'with a process killed between any two requests, saves and hand-overs, and so much later',
    { isTold: true, hasKill: true, hasLoss: false, slackMs: whenKilled, lagMs: 0 },
  ],
  [
    'with that and a Redis that loses everything',
    { isTold: true, hasKill: true, hasLoss: true, slackMs: whenLost + whenKilled, lagMs: 0 },
  ],
])(
  'in 1,000 calls of up to 20 moves in any order, nobody is cut off or alone for over 10 s, and no stream is doubled, outside or left over: %s',
  async (_, { isTold, hasKill, hasLoss, slackMs, lagMs }) => {
    const calls = fc.array(aMove({ isTold, hasLoss, lagMs }), { maxLength: 20 })
    const kills = hasKill ? fc.integer({ min: 1, max: 200 }) : fc.constant(0)
    await fc.assert(
      fc.asyncProperty(calls, kills, async (all, killAt) => {
        const { wrong, streams, isServed } = await aWorld({ killAt, slackMs, lagMs }).play([begun(isTold), ...all])
        expect(wrong).toEqual([])
        if (!isServed) expect(streams).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  },
)

it('a worker killed before it has the agent’s event does not take a conference with reported joins for an empty one', async () => {
  const all = (['accept', 'out', 'agent drops'] as const).map((move): Move => ({ move, afterMs: 0, isTold: true }))
  const { wrong } = await aWorld({ killAt: 1, slackMs: whenKilled }).play(all)
  expect(wrong).toEqual([])
})
