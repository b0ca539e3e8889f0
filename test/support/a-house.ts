import { signJoinLink } from '../../src/access/join-link.ts'
import { recordingOf } from '../../src/config.ts'
import type { Fact } from '../../src/core/facts.ts'
import type { Registered } from '../../src/core/feature.ts'
import { createAct } from '../../src/engine/act.ts'
import { handle } from '../../src/engine/handle.ts'
import { createMutexes } from '../../src/engine/mutex.ts'
import { type PerformDeps, perform } from '../../src/engine/perform.ts'
import type { Pending, RecordRef, Store } from '../../src/engine/store.ts'
import { createFeatures } from '../../src/features/index.ts'
import type { AppDeps } from '../../webhooks/app.ts'
import { createEscalations } from '../../webhooks/escalations.ts'
import { aTwilio } from './a-twilio.ts'
import { anApp, aSupervisor, flexUsers } from './an-app.ts'
import { anAssignment, conversationSid, sid } from './an-assignment.ts'
import { aConfig, linkSecret } from './an-environment.ts'
import { createMemoryStore, type MemoryStore } from './memory-store.ts'

type Handed = RecordRef & Pending
type Environment = Readonly<Record<string, string>>

/** Ada and Ben are agents, Sue supervises, Olga works in another department and has no role here. */
export const participants = {
  ada: { workerSid: sid('WK', 1), roles: ['agent'] },
  ben: { workerSid: sid('WK', 2), roles: ['agent'] },
  sue: { workerSid: sid('WK', 3), roles: ['supervisor'] },
  olga: { workerSid: sid('WK', 4), roles: ['wfo.full_access'] },
} as const

/**
 * Server and worker in one process: the real rules and the real routes over a store in memory, and a Twilio that only
 * notes its calls. `work` does the pending jobs; timers wait.
 */
export const aHouse = (environment: Environment = {}, changes: Partial<AppDeps> = {}) =>
  aHouseOn(createMemoryStore(), environment, changes)

/** The same, over a store of the test's own. */
export function aHouseOn<S extends Store>(store: S, environment: Environment = {}, changes: Partial<AppDeps> = {}) {
  const twilio = aTwilio()
  const handed: Handed[] = []
  const done = new Set<string>()
  const config = aConfig(environment)
  const { mayRecord } = recordingOf(config)
  const video = theOnly(createFeatures(config, twilio, async () => {}))
  const deps: PerformDeps = {
    store,
    mutex: createMutexes(),
    handOver: async (record, pending) => void handed.push(...pending.map((each) => ({ ...record, ...each }))),
    note: () => {},
    patiently: (work) => work(),
  }
  const escalations = createEscalations(
    store,
    createAct(video, deps, () => true),
    () => true,
  )
  const timelines = 'timelines' in store ? { timelines: (store as unknown as MemoryStore).timelines } : {}
  const supervisor = aSupervisor({ mayJoin: config.SUPERVISOR_JOIN !== 'off' })
  const own = { escalations, ...timelines, twilio, flexTokens: flexUsers(participants), mayRecord, supervisor }
  const { app } = anApp({ ...own, ...changes })

  async function work(): Promise<void> {
    for (const { effectId, effect, trace, key } of handed) {
      if (done.has(effectId) || effect.after) continue
      done.add(effectId)
      await perform(video, { effectId, effect, trace, key, isRepeat: false, isLast: false }, deps)
    }
  }

  return {
    app,
    store,
    twilio,
    work,
    escalations,
    /** All effects for the workers, in order. */
    asked: () => handed.map(({ effect }) => effect.type),
    /** TaskRouter's event: this agent accepted this task. */
    async accepts(assignment = anAssignment(), key = conversationSid): Promise<void> {
      const opened: Fact = {
        type: 'assignment.opened',
        id: `assignment-${assignment.reservationSid}`,
        key,
        at: 1,
        assignment,
      }
      await handle(video, opened, deps)
    },
    /** Another event. */
    receives: (event: Parameters<Registered['decide']>[1]) => handle(video, event, deps),
    as: (name: string) => agentClient(app, name),
  }
}

export type House = ReturnType<typeof aHouse>

const theOnly = ([only]: readonly Registered[]): Registered => {
  if (!only) throw new Error('No feature is on the list')
  return only
}

/** The Flex plugin of one signed-in user. */
function agentClient(app: ReturnType<typeof anApp>['app'], token: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return {
    get: (path: string) => Promise.resolve(app.request(`/api${path}`, { headers })),
    post: (path: string, body: unknown = {}) =>
      Promise.resolve(app.request(`/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) })),
  }
}

/** The path of a customer's link. */
export const linkTo = (escalationId: string, generation = 1, secret = linkSecret): string =>
  `/j/${signJoinLink({ escalationId, generation }, secret)}`
