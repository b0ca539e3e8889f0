import { z } from 'zod'
import { head } from '../../src/core/facts.ts'
import { defineFeature, type Registered, unchanged } from '../../src/core/feature.ts'

const state = z.object({ total: z.number(), told: z.array(z.string()), lock: z.string().optional() })
type State = z.infer<typeof state>
const event = z.discriminatedUnion('type', [
  head.extend({ type: z.literal('add'), by: z.number(), tell: z.number().default(0) }),
  head.extend({ type: z.literal('take'), name: z.string() }),
  head.extend({ type: z.literal('drop') }),
  head.extend({ type: z.literal('break') }),
  head.extend({ type: z.literal('told'), what: z.string() }),
  head.extend({
    type: z.literal('effect.failed'),
    effect: z.string(),
    reason: z.string(),
    code: z.number().optional(),
  }),
])
export type CounterEvent = z.input<typeof event>
const effect = z.object({ type: z.literal('tell'), what: z.string() })

export type Tell = (what: string, isRepeat: boolean) => Promise<void>

/** The smallest complete feature: it counts, tells its count, and may hold one lock. */
export const aCounter = (tell: Tell = async () => {}): Registered =>
  defineFeature<State, z.output<typeof event>, z.output<typeof effect>>({
    name: 'counter',
    model: { state, event, effect },
    initial: { total: 0, told: [] },
    eventFrom: () => undefined,
    decide: (before, news) => {
      switch (news.type) {
        case 'add': {
          const total = before.total + news.by
          const effects = Array.from({ length: news.tell }, (_, n) => ({
            type: 'tell' as const,
            what: `${total}.${n}`,
          }))
          return { state: { ...before, total }, effects }
        }
        case 'take':
          return unchanged({ ...before, lock: news.name })
        case 'drop': {
          const { lock: _, ...free } = before
          return unchanged(free)
        }
        case 'break':
          throw new TypeError('This rule is broken')
        case 'told':
          return unchanged({ ...before, told: [...before.told, news.what] })
        case 'effect.failed':
          return unchanged({
            ...before,
            told: [...before.told, `${news.effect} failed: ${news.reason} ${news.code ?? ''}`],
          })
      }
    },
    onLockHeld: (before, _, taken) => ({
      ...unchanged(before),
      refusal: { code: 'taken', message: `${taken.holder} has it`, retryable: false },
    }),
    index: ({ lock, total }) => ({
      aliases: [`total-${total}`],
      locks: lock ? [{ name: lock, holder: `the one with ${total}` }] : [],
      isLive: total > 0,
    }),
    publicView: ({ total }) => ({ id: 'counter', state: `at-${total}` }),
    jobs: {
      tell: async ({ what }, { isRepeat }) => {
        await tell(what, isRepeat)
        return { type: 'told', what }
      },
    },
  })

/** The counter's state. */
export const counted = (raw: unknown): State => state.parse(raw)
