import type { Browser } from 'playwright-core'
import { expect } from 'vitest'
import { type FlexDesktop, flexDesktop } from '../../tools/flex-desktop.ts'
import { flexShell } from '../../tools/flex-shell.ts'
import { type Person, person } from '../../tools/person.ts'
import { type Sim, simAt } from '../../tools/sim.ts'
import { type RunningSimulator, startSimulator } from '../simulator/running-simulator.ts'
import { theBrowser } from '../support/the-browser.ts'

/** Fetching and bundling Flex UI, the first time on a machine. */
export const fetchWithinMs = 900_000

export type RunningFlex = {
  readonly simulator: RunningSimulator
  readonly sim: Sim
  readonly browser: Browser
  readonly workers: Readonly<Record<string, string>>
  /** An empty window of a new browser context. */
  readonly desk: () => Promise<FlexDesktop & { readonly person: Person }>
  /** Fails if Flex requested what the simulator does not know, a page broke, or a request left this machine. */
  readonly isClean: () => void
  /** Errors until now were intended. */
  readonly forgive: () => void
  readonly stop: () => Promise<void>
}

/** A simulator with the genuine Flex UI, seeded with its usual workers, and a browser. */
export async function startFlex(): Promise<RunningFlex> {
  const simulator = await startSimulator({ flexShell: await flexShell() })
  const { body } = await simulator.control('POST', '/seed', {})
  const browser = await theBrowser()
  const people: Person[] = []
  const strays: string[] = []
  const errors: string[] = []
  return {
    simulator,
    sim: simAt(simulator.url),
    browser,
    workers: Object.fromEntries(
      // The seed's own answer.
      (body['workers'] as { fullName: string; sid: string }[]).map(({ fullName, sid }) => [fullName, sid]),
    ),
    async desk() {
      const one = await person(browser)
      people.push(one)
      one.context.on('request', (request) => {
        if (/^(?:http|ws)/.test(request.url()) && !request.url().startsWith(simulator.url)) strays.push(request.url())
      })
      one.context.on('weberror', (error) => errors.push(String(error.error())))
      return { ...flexDesktop(one.page, simulator.url), person: one }
    },
    isClean() {
      const unhandled = simulator.cloud.journal
        .after(0)
        .filter((entry) => entry.kind === 'change' && entry.change === 'flex-ui.unhandled')
      expect(unhandled).toEqual([])
      expect(strays).toEqual([])
      expect(errors).toEqual([])
    },
    forgive() {
      errors.length = 0
    },
    async stop() {
      await Promise.all(people.map((each) => each.leave()))
      await simulator.stop()
    },
  }
}
