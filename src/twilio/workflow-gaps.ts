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
  /** Transfers to these are canceled by TaskRouter, without a word to anybody. */
  readonly unreached: readonly Queue[]
  /** In which queues one worker is looked for. None: transfers to a worker are canceled. */
  readonly workersIn: readonly string[]
  /** A withdrawn transfer goes to the default queue instead of being canceled. */
  readonly hasDefault: boolean
}

/**
 * Reads a workflow's configuration for what it leaves out. A filter that names queues in its expression is for those only,
 * wherever its targets lead.
 * @returns undefined when it is no configuration
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

/** Whether a transfer to this queue leads there. What cannot be read is not known to lead nowhere. */
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

/** A target without a queue has that of the one before it. */
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
