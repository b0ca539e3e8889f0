import type { CallCentre } from '../../support/a-call-centre.ts'
import type { ShakyRedis } from '../../support/a-shaky-redis.ts'
import { lagOfThisRun } from '../../support/lag-of-this-run.ts'

export type Fault = {
  readonly name: string
  readonly begins: (redis: ShakyRedis, centre: CallCentre) => unknown
  /** Absent: the fault stays with the connections that it struck; new ones work from the start. */
  readonly ends?: (redis: ShakyRedis, centre: CallCentre) => unknown
  /** Redis forgets everything. Acknowledged events are lost, and only Twilio knows the state. */
  readonly forgets?: true
}

/** Nothing listens here. */
const nowhere = 1

/** Faults of Redis, of the connection to it, and of Twilio’s reads. */
export const faults: readonly Fault[] = [
  { name: 'silent both ways', begins: ({ relay }) => relay.silence('both') },
  { name: 'silent one way', begins: ({ relay }) => relay.silence('answers') },
  { name: 'refused', begins: ({ relay }) => relay.close(), ends: ({ relay }) => relay.reopen() },
  { name: 'slow by 2 s', begins: ({ relay }) => relay.slow(2_000), ends: ({ relay }) => relay.slow(0) },
  {
    name: 'full',
    begins: ({ ask }) => ask.config('SET', 'maxmemory', 1),
    ends: ({ ask }) => ask.config('SET', 'maxmemory', 0),
  },
  {
    name: 'read-only',
    begins: ({ ask }) => ask.replicaof('127.0.0.1', nowhere),
    ends: ({ ask }) => ask.replicaof('NO', 'ONE'),
  },
  { name: 'demoted', begins: (redis) => redis.demote(), ends: (redis) => redis.leadToNewMaster() },
  {
    name: 'restarted empty',
    begins: async (redis) => {
      await redis.killed()
      await redis.forget()
    },
    ends: (redis) => redis.restart(),
    forgets: true,
  },
  { name: 'restarted with its log', begins: (redis) => redis.killed(), ends: (redis) => redis.restart() },
  {
    name: 'no right to ZADD',
    begins: ({ ask }) => ask.acl('SETUSER', 'default', '-zadd'),
    ends: ({ ask }) => ask.acl('SETUSER', 'default', '+@all'),
  },
  {
    name: 'lag-reads of 2 s',
    begins: (_, { sim }) => sim.lagReads(2_000),
    ends: (_, { sim }) => sim.lagReads(lagOfThisRun),
  },
]
