import { transferStory } from '../../tools/demo/transfer-story.ts'
import type { Stack } from '../../tools/stack.ts'
import { quantile } from './load.ts'

const runs = 3

type Kept = { readonly longestFreezeMs: number; readonly pageStoodStillMs: number; readonly reconnects: number }

/**
 * How long the customer's picture stood still while their live video went to another agent, and how often their page
 * reconnected. Three genuine pages share one machine with everything else, so the page's own standstill is reported,
 * too.
 */
export async function transferFreeze(stack: Stack) {
  const kept: Kept[] = []
  for (let run = 0; run < runs; run++)
    await transferStory(stack, (step, told) => {
      if (step === 'picture.kept') kept.push(told as Kept) // the story's own event
    })
  const median = (of: keyof Kept) =>
    quantile(
      kept.map((each) => each[of]),
      0.5,
    )
  const most = (of: keyof Kept) => Math.max(...kept.map((each) => each[of]))
  return {
    runs,
    ms: {
      freeze: { median: median('longestFreezeMs'), most: most('longestFreezeMs') },
      pageStoodStill: { median: median('pageStoodStillMs'), most: most('pageStoodStillMs') },
    },
    reconnects: most('reconnects'),
    target: { reconnects: 0 },
  }
}
