import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fidelityLine, isTrue } from '../../tools/fidelity-line.ts'
import { project } from '../../tools/project.ts'
import { clientPoints } from '../contract/client-points.ts'

const good = {
  operations: { right: 165, wrong: 0, refused: 2 },
  parameters: { known: 1_106, unknown: 0 },
  points: { passed: 200, failed: 0, skipped: 0 },
}

describe('the output of npm run fidelity', () => {
  it('has operations, parameters and points', () => {
    expect(fidelityLine({ ...good, points: { passed: 199, failed: 1, skipped: 3 } })).toBe(
      'operations: 165 right, 0 wrong, 2 refused; parameters: 1106 known, 0 unknown; points: 199 of 200',
    )
  })

  it.each([
    ['an operation is wrong', { ...good, operations: { right: 164, wrong: 1, refused: 2 } }],
    ['a parameter is unknown', { ...good, parameters: { known: 1_105, unknown: 1 } }],
    ['a point is lost', { ...good, points: { passed: 199, failed: 1, skipped: 0 } }],
    ['there was no point', { ...good, points: { passed: 0, failed: 0, skipped: 0 } }],
  ])('is a failure when %s', (_, fidelity) => {
    expect(isTrue(good)).toBe(true)
    expect(isTrue(fidelity)).toBe(false)
  })

  it('counts points of existing files', () => {
    expect(clientPoints.filter((file) => !existsSync(join(project.root, file)))).toEqual([])
  })
})
