import { expect, it } from 'vitest'
import { quietCommand } from '../../tools/quiet-command.ts'

it('a missing command is a failure that names the command', async () => {
  const { ok, output } = await quietCommand('escalate-no-such-command', [])
  expect(ok).toBe(false)
  expect(output).toContain('escalate-no-such-command')
})

it('the result has all output, and stdout apart', async () => {
  const program = "process.stdout.write('data'); process.stderr.write('chatter')"
  const result = await quietCommand(process.execPath, ['--eval', program])
  expect(result.stdout).toBe('data')
  expect(result.output).toContain('chatter')
  expect(result.output).toContain('data')
})
