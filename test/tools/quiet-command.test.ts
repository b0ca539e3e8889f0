import { expect, it } from 'vitest'
import { quietCommand } from '../../tools/quiet-command.ts'

it('returns a missing command as a failure that names the command', async () => {
  const { ok, output } = await quietCommand('escalate-no-such-command', [])
  expect(ok).toBe(false)
  expect(output).toContain('escalate-no-such-command')
})

it('returns all output, and stdout apart', async () => {
  const program = "process.stdout.write('data'); process.stderr.write('chatter')"
  const result = await quietCommand(process.execPath, ['--eval', program])
  expect(result.stdout).toBe('data')
  expect(result.output).toContain('chatter')
  expect(result.output).toContain('data')
})
