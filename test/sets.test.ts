import { globSync } from 'node:fs'
import { expect, it } from 'vitest'
import { project } from '../tools/project.ts'
import { quickSets, sets } from './sets.ts'

const found = (patterns: readonly string[]) => globSync([...patterns], { cwd: project.root })

it('every test file is in exactly one set', () => {
  const inSets = sets.flatMap(({ include, exclude = [] }) => {
    const left = new Set(found(exclude))
    return found(include).filter((file) => !left.has(file))
  })
  expect(inSets.sort()).toEqual(found(['test/**/*.test.ts']).sort())
})

it('the quick sets are sets', () => {
  expect(sets.map(({ name }) => name)).toEqual(expect.arrayContaining([...quickSets]))
})
