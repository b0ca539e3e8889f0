import { expect, it } from 'vitest'
import { quietCommand } from '../../tools/quiet-command.ts'

it('answers a command that is not there as a plain failure', async () => {
  const { ok, output } = await quietCommand('escalate-no-such-command', [])
  expect(ok).toBe(false)
  expect(output).toContain('escalate-no-such-command')
})

it('keeps what a command says to programs apart from what it says to people', async () => {
  const program = "process.stdout.write('data'); process.stderr.write('chatter')"
  const result = await quietCommand(process.execPath, ['--eval', program])
  expect(result.stdout).toBe('data')
  expect(result.output).toContain('chatter')
})
