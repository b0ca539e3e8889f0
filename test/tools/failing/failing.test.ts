import { join } from 'node:path'
import { expect, it } from 'vitest'
import { project } from '../../../tools/project.ts'
import { quietCommand } from '../../../tools/quiet-command.ts'

it('a failing test prints its witnesses’ output, and a passing one prints nothing', async () => {
  const vitest = join(project.root, 'node_modules', 'vitest', 'vitest.mjs')
  const config = join(import.meta.dirname, 'vitest.config.ts')
  const { ok, output } = await quietCommand(process.execPath, [vitest, 'run', '--config', config], {
    env: { ...process.env, NO_COLOR: '1' },
  })
  expect(ok).toBe(false)
  expect(output).toContain('Story of test 2')
  expect(output).toContain('room.created RM1')
  expect(output).not.toContain('Story of test 1')
  // A dead witness hides neither the others' output nor the failure.
  expect(output).toContain('A witness failed: Error: killed on purpose')
  expect(output).toContain('expected 1 to be 2')
})
