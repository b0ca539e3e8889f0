import type { Reporter, TestModule } from 'vitest/node'

type Sum = { files: number; tests: number; ms: number }

/** Prints at the end the cost of each set: its files, its tests, and the time of the workers that ran them. */
export default class TimeBySet implements Reporter {
  readonly #sums = new Map<string, Sum>()

  onTestModuleEnd(module: TestModule): void {
    const sum = this.#sums.get(module.project.name) ?? { files: 0, tests: 0, ms: 0 }
    const { duration, collectDuration, setupDuration, prepareDuration } = module.diagnostic()
    sum.files += 1
    sum.tests += [...module.children.allTests()].length
    sum.ms += duration + collectDuration + setupDuration + prepareDuration
    this.#sums.set(module.project.name, sum)
  }

  onTestRunEnd(): void {
    for (const [name, { files, tests, ms }] of this.#sums) {
      const time = `${(ms / 1000).toFixed(0)} s`
      process.stderr.write(
        `${name.padEnd(10)} ${`${files} files`.padStart(10)} ${`${tests} tests`.padStart(11)} ${time.padStart(7)}\n`,
      )
    }
  }
}
