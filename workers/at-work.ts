import { Gauge, type Registry } from 'prom-client'
import { quietMs } from '../src/engine/proof.ts'
import type { Log } from '../src/log.ts'

/** A queue's worker, which reports when it was last known to work. */
export type Loop = {
  readonly name: string
  provedAt(now: number): number
  trouble(): string
}

type Terms = { readonly registry: Registry; readonly log: Pick<Log, 'warn' | 'info'>; readonly now?: () => number }

/** How long (ms) until a lasting problem is logged again. */
const againMs = 60_000

/** Tells whether this process takes the jobs of each queue, judged by its loops' work and not by a timer. */
export function createAtWork(loops: readonly Loop[], { registry, log, now = Date.now }: Terms) {
  const loggedAt = new Map<string, number>()
  new Gauge({
    name: 'escalate_worker_quiet_seconds',
    help: 'Seconds since this worker last took jobs of a queue, or looked for one in vain',
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
    /** When the loop that has been quiet longest was last at work. */
    provedAt: (): number => Math.min(...loops.map((loop) => loop.provedAt(now()))),
    /** Says in a few words what is wrong; undefined if nothing is. */
    whatIsWrong(): string | undefined {
      const bad = loops.filter((loop) => loop.provedAt(now()) === 0 || quietOf(loop) > quietMs)
      if (bad.length === 0) return undefined
      return bad.map((loop) => `${loop.name} has taken no jobs for ${secondsOf(loop)} s: ${loop.trouble()}`).join('; ')
    },
    /** Logs what changed, and from time to time what lasts. */
    say(): void {
      const quiet = stuck()
      for (const loop of quiet) {
        if (now() - (loggedAt.get(loop.name) ?? Number.NEGATIVE_INFINITY) < againMs) continue
        loggedAt.set(loop.name, now())
        log.warn({ queue: loop.name, seconds: secondsOf(loop), reason: loop.trouble() }, 'takes no jobs')
      }
      for (const name of loggedAt.keys()) {
        if (quiet.some((loop) => loop.name === name)) continue
        loggedAt.delete(name)
        log.info({ queue: name }, 'takes jobs again')
      }
    },
  }
}
