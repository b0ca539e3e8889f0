import { readFileSync } from 'node:fs'
import type { Redis } from 'ioredis'
import type { Stack } from '../../tools/stack.ts'

/** Since the processes started. Commands include those of scripts. */
export type Spent = {
  readonly redisBytes: number
  readonly redisCommands: number
  readonly redisKiBIn: number
  readonly redisKiBOut: number
  readonly redisCpuMs: number
  readonly serverCpuMs: number
  readonly workerCpuMs: number
}

export async function spentSoFar(redis: Redis, { server, worker }: Stack): Promise<Spent> {
  const info = await redis.info('everything')
  const of = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1])
  return {
    redisBytes: of('used_memory'),
    redisCommands: of('total_commands_processed'),
    redisKiBIn: of('total_net_input_bytes') / 1024,
    redisKiBOut: of('total_net_output_bytes') / 1024,
    redisCpuMs: (of('used_cpu_user') + of('used_cpu_sys')) * 1000,
    serverCpuMs: cpuMs(server.pid),
    workerCpuMs: cpuMs(worker.pid),
  }
}

/** Linux counts in hundredths of a second. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}
