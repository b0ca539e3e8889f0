import { expect, it } from 'vitest'
import { closingLine, redTitles, testTally } from '../../tools/test-tally.ts'

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }

it('the closing line of a green run has its counts', () => {
  expect(closingLine(testTally(report, 0))).toBe('3 passed, 0 failed')
})

it('the closing line counts skipped and planned tests together, when there are any', () => {
  const skipping = { ...report, numPendingTests: 1, numTodoTests: 1 }
  expect(closingLine(testTally(skipping, 0))).toBe('3 passed, 0 failed, 2 skipped')
})

it('a file that did not load counts as a failure', () => {
  const broken = { ...report, testResults: [{ status: 'failed', assertionResults: [] }] }
  expect(closingLine(testTally(broken, 1))).toBe('3 passed, 1 failed')
})

it('a run that failed without a failed test, or without a report, counts as one failure', () => {
  expect(closingLine(testTally(report, 1))).toBe('3 passed, 1 failed')
  expect(closingLine(testTally(undefined, 139))).toBe('0 passed, 1 failed')
})

it('the failed tests are found in Vitest’s output, each once', () => {
  const printed = [
    ' FAIL  |stacks| test/flows/a.test.ts > the end > comes',
    ' FAIL  |stacks| test/flows/a.test.ts > the end > comes',
    ' FAIL  test/b.test.ts > it',
    ' ✓ |rules| test/c.test.ts',
  ]
  expect(redTitles(printed.join('\n'))).toEqual(['test/flows/a.test.ts > the end > comes', 'test/b.test.ts > it'])
})
