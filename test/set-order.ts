import { matchesGlob, relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { project } from '../tools/project.ts'
import { longest, sets } from './sets.ts'

const placeOf = (spec: TestSpecification) => sets.findIndex(({ name }) => name === spec.project.name)
const isLong = ({ moduleId }: TestSpecification) =>
  longest.some((pattern) => matchesGlob(relative(project.root, moduleId), pattern))

/** Orders the longest files first, then set after set by the last run's times. Vitest's own order is by name. */
export default class SetOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byTime = await super.sort(files)
    return byTime.sort((a, b) => Number(isLong(b)) - Number(isLong(a)) || placeOf(a) - placeOf(b))
  }
}
