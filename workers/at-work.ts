import { Gauge, type Registry } from 'prom-client'
import { quietMs } from '../src/engine/proof.ts'
import type { Log } from '../src/log.ts'

/** A queue's worker, as far as it can tell whether it works. */
export type Loop = {
  readonly name: string
  provedAt(now: number): number
  trouble(): string
}

type Terms = { readonly registry: Registry; readonly log: Pick<Log, 'warn' | 'info'>; readonly now?: () => number }

/** It is said again after this long (ms), while it lasts. */
const againMs = 60_000

/** Whether this process takes the jobs of each queue, by what its loops have done and not by a timer. */
export function createAtWork(loops: readonly Loop[], { registry, log, now = Date.now }: Terms) {
  const said = new Map<string, number>()
  new Gauge({
    name: 'escalate_worker_quiet_seconds',
    help: 'Since this worker was last seen to take jobs of a queue, or to look in vain for one',
    labelNames: ['queue'],
    registers: [registry],
    collect() {
      for (const loop of loops) this.set({ queue: loop.name }, quietOf(loop) / 1000)
    },
  })
  const started = now()
  const quietOf = (loop: Loop) => now() - Math.max(started, loop.provedAt(now()))
  const secondsOf = (loop: Loop) => Math.round(quietOf(loop) / 1000)
  const stuck = () => loops.filter((loop) => quietOf(loop) > quietMs)

  return {
    /** When the least lively of them was last at work. */
    provedAt: (): number => Math.min(...loops.map((loop) => loop.provedAt(now()))),
    /** In a few words, or undefined when all is well. */
    whatIsWrong(): string | undefined {
      const bad = loops.filter((loop) => loop.provedAt(now()) === 0 || quietOf(loop) > quietMs)
      if (bad.length === 0) return undefined
      return bad.map((loop) => `${loop.name} takes no jobs for ${secondsOf(loop)} s: ${loop.trouble()}`).join('; ')
    },
    /** Says in the log what changed, and now and then what lasts. */
    say(): void {
      const quiet = stuck()
      for (const loop of quiet) {
        if (now() - (said.get(loop.name) ?? Number.NEGATIVE_INFINITY) < againMs) continue
        said.set(loop.name, now())
        log.warn({ queue: loop.name, seconds: secondsOf(loop), reason: loop.trouble() }, 'takes no jobs')
      }
      for (const name of said.keys()) {
        if (quiet.some((loop) => loop.name === name)) continue
        said.delete(name)
        log.info({ queue: name }, 'takes jobs again')
      }
    },
  }
}
