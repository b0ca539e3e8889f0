import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { sets } from './sets.ts'

const placeOf = (spec: TestSpecification) => sets.findIndex(({ name }) => name === spec.project.name)

/** Set after set, and within a set the longest file first. Vitest's own order is that of the names. */
export default class SetOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const longestFirst = await super.sort(files)
    return longestFirst.sort((a, b) => placeOf(a) - placeOf(b))
  }
}
