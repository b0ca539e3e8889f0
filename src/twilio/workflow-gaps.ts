import { z } from 'zod'
import type { Queue } from './transfer-workflow.ts'

const target = z.object({
  queue: z.string().optional(),
  known_worker_sid: z.string().nullish(),
  known_worker_friendly_name: z.string().nullish(),
})

const filter = z.object({ expression: z.string(), targets: z.array(target) })

const configuration = z.object({
  task_routing: z.object({
    filters: z.array(filter).optional(),
    default_filter: z.object({ queue: z.string() }).nullish(),
  }),
})

type Configuration = z.infer<typeof configuration>

/** What a transfer workflow leaves out. */
export type Gaps = {
  /** Queues without a filter: TaskRouter silently cancels transfers to them. */
  readonly unreached: readonly Queue[]
  /** The queues in which TaskRouter looks for one worker. If there are none, transfers to a worker are cancelled. */
  readonly workersIn: readonly string[]
  /** A withdrawn transfer goes to the default queue instead of being cancelled. */
  readonly hasDefault: boolean
}

/**
 * Finds what a workflow's configuration leaves out. A filter that names queues in its expression is for those queues
 * only, whatever its targets are.
 * @returns undefined if the text is no configuration
 */
export function gapsOf(text: string, queues: readonly Queue[]): Gaps | undefined {
  const { data } = configuration.safeParse(parsed(text))
  if (!data) return undefined
  const { filters = [], default_filter: fallback } = data.task_routing
  return {
    unreached: queues.filter(({ sid }) => !reaches(data, sid)),
    workersIn: filters.flatMap(({ targets }) => {
      const known = inherited(targets).filter(isForOne)
      return known.flatMap(({ queue }) => queue ?? [])
    }),
    hasDefault: Boolean(fallback),
  }
}

/** Whether a transfer to this queue reaches it. An unreadable configuration counts as reaching every queue. */
export function isReached(text: string, queueSid: string): boolean {
  const { data } = configuration.safeParse(parsed(text))
  return !data || reaches(data, queueSid)
}

function reaches({ task_routing: { filters = [], default_filter: fallback } }: Configuration, queueSid: string) {
  return fallback?.queue === queueSid || filters.some((each) => leadsTo(each, queueSid))
}

const isForOne = (each: z.infer<typeof target>): boolean =>
  Boolean(each.known_worker_sid || each.known_worker_friendly_name)

function leadsTo({ expression, targets }: z.infer<typeof filter>, queueSid: string): boolean {
  const named = expression.match(/WQ[0-9a-fA-F]{32}/g)
  if (named && !named.includes(queueSid)) return false
  return inherited(targets).some((each) => each.queue === queueSid && !isForOne(each))
}

/** A target without a queue inherits the queue of the target before it. */
function inherited(targets: readonly z.infer<typeof target>[]): readonly z.infer<typeof target>[] {
  let queue: string | undefined
  return targets.map((each) => {
    queue = each.queue ?? queue
    return { ...each, queue }
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
