import { expect, it } from 'vitest'
import { testWords } from '../../tools/test-words.ts'

it('without arguments, all tests run', () => {
  expect(testWords([])).toEqual({ isQuick: false, changedSince: undefined, others: [] })
})

it('--quick and --changed are ours, and all other arguments go to Vitest', () => {
  expect(testWords(['--quick', 'test/flows', '-t', 'a title'])).toEqual({
    isQuick: true,
    changedSince: undefined,
    others: ['test/flows', '-t', 'a title'],
  })
  expect(testWords(['--changed'])).toMatchObject({ changedSince: 'HEAD', others: [] })
  expect(testWords(['--changed=main~3'])).toMatchObject({ changedSince: 'main~3', others: [] })
})
