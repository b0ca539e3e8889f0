/** The part of Vitest's JSON report that is read. */
export type VitestReport = Readonly<{
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: readonly Readonly<{ status: string; assertionResults: readonly unknown[] }>[]
}>

/** How many tests passed, failed and were skipped. */
export type TestTally = Readonly<{ passed: number; failed: number; skipped: number }>

/**
 * Counts the results of a run. `exitCode` is Vitest's own: a run that fails without a failed test (for instance by an
 * error outside of the tests) counts as one failure, so that the closing line never looks green when the run is not.
 */
export function testTally(report: VitestReport | undefined, exitCode: number): TestTally {
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const filesThatDidNotLoad = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + filesThatDidNotLoad
  return {
    passed: report.numPassedTests,
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** The plain closing line of a run. */
export function closingLine({ passed, failed, skipped }: TestTally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** The failed tests in what Vitest printed without colours, each once, as `file > group > title`. */
export function redTitles(output: string): readonly string[] {
  const lines = output.matchAll(/^ FAIL {2}(?:\|[\w-]+\| )?(.+)$/gm)
  return [...new Set([...lines].map(([, title = '']) => title))]
}
