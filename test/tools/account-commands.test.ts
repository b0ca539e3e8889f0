import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gapsOf } from '../../src/twilio/workflow-gaps.ts'
import { project } from '../../tools/project.ts'
import { quietCommand } from '../../tools/quiet-command.ts'
import { anAccount } from '../support/an-account.ts'

let account: Awaited<ReturnType<typeof anAccount>>
beforeAll(async () => {
  account = await anAccount()
})
afterAll(() => account.stop())

const run = (file: string, env: Readonly<Record<string, string>> = {}) =>
  quietCommand(process.execPath, [join(project.root, 'tools', file)], {
    env: { ...process.env, ...account.env, ...env },
  })

describe('npm run transfer-workflow', () => {
  it('prints the workflow alone on stdout, and its use in one line on stderr', async () => {
    const { ok, output, stdout } = await run('transfer-workflow.ts')
    expect(ok).toBe(true)
    const queues = (await account.workspace.taskQueues.list()).map(({ sid, friendlyName, targetWorkers }) => ({
      sid,
      name: friendlyName,
      targetWorkers,
    }))
    expect(gapsOf(stdout, queues)).toMatchObject({ unreached: [], hasDefault: false })
    expect(output.replace(stdout, '').trim().split('\n')).toHaveLength(1)
    expect(output).toContain('TWILIO_TRANSFER_WORKFLOW_SID')
  })

  it('prints nothing on stdout and fails when Twilio does not accept the key', async () => {
    const { ok, stdout } = await run('transfer-workflow.ts', { TWILIO_API_KEY_SECRET: 'another-secret-of-this-test' })
    expect([ok, stdout]).toEqual([false, ''])
  })
})

describe('npm run doctor', () => {
  it('checks the account although no server answers, and skips the checks that need one', async () => {
    const { ok, stdout } = await run('doctor.ts')
    expect(ok).toBe(false)
    for (const name of ['environment', 'credentials', 'clock', 'workspace', 'transfer workflow']) {
      expect(stdout).toContain(`✓  ${name}\n`)
    }
    expect(stdout).toMatch(/✗ {2}public address: https:\/\/escalate\.example\.com\/healthz/)
    expect(stdout).toContain('–  join page: not looked at (needs: public address)')
  })

  it('warns in one line of each retired setting that is set, without failing for it', async () => {
    const { stdout } = await run('doctor.ts', { SEAT_TTL_SECONDS: '60' })
    expect(stdout).toContain(
      '!  retired settings: SEAT_TTL_SECONDS is set, and not read any more: an access token is valid for ROOM_MAX_DURATION_SECONDS\n',
    )
    expect(stdout).not.toContain('✗  retired')
  })

  it('fails with a sentence and a remedy for each finding', async () => {
    const { ok, stdout } = await run('doctor.ts', { TWILIO_WORKSPACE_SID: `WS${'9'.repeat(32)}`, JOIN_LINK_SECRET: '' })
    expect(ok).toBe(false)
    expect(stdout).toContain('✗  environment: JOIN_LINK_SECRET is missing')
    expect(stdout).toMatch(/✗ {2}workspace: There is no workspace WS9+\n {5}Set TWILIO_WORKSPACE_SID/)
    expect(stdout).toContain('–  transfer workflow: not looked at (needs: workspace)')
  })

  it('prints all problems of the environment when there is no account to check', async () => {
    const { ok, stdout } = await run('doctor.ts', { TWILIO_ACCOUNT_SID: '', JOIN_LINK_SECRET: '' })
    expect(ok).toBe(false)
    expect(stdout).toContain('✗  environment: TWILIO_ACCOUNT_SID is missing')
    expect(stdout).toContain('✗  environment: JOIN_LINK_SECRET is missing')
  })
})
