import { existsSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { readSetup } from '../../src/config.ts'
import { createSetUp } from '../../src/setup/set-up.ts'
import { undoFile } from '../../src/setup/undo-file.ts'
import { wantedOf } from '../../src/setup/wanted.ts'
import { sdkFrom } from '../../src/twilio/from-config.ts'
import { project } from '../../tools/project.ts'
import { quietCommand } from '../../tools/quiet-command.ts'
import { anAccount } from '../support/an-account.ts'

const theirs = 'https://other.example.com/hook?key=word-of-others'
let account: Awaited<ReturnType<typeof anAccount>>
beforeAll(async () => {
  account = await anAccount()
})
afterAll(() => account.stop())
beforeEach(async () => {
  await account.sim.call('POST', '/reset')
  await account.sim.call('POST', '/seed', {})
})

type Env = Readonly<Record<string, string>>

async function aFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'escalate-setup-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'setup', 'undo.json')
}

function aSetUp(path: string, env: Env = {}) {
  const config = readSetup({ ...account.env, TWILIO_TRANSFER_WORKFLOW_SID: '', ...env })
  const places = { workspaceSid: config.TWILIO_WORKSPACE_SID, chatServiceSid: config.TWILIO_CHAT_SERVICE_SID }
  const file = undoFile(path, { accountSid: config.TWILIO_ACCOUNT_SID, workspaceSid: config.TWILIO_WORKSPACE_SID })
  const sdk = sdkFrom(config, () => undefined)
  return { setUp: createSetUp(sdk, places, file), wanted: wantedOf(config), file }
}

const now = async () => {
  const { conversations } = account.simulator.sdk
  const { postWebhookUrl, filters } = await conversations.v1
    .services(account.env.TWILIO_CHAT_SERVICE_SID)
    .configuration.webhooks()
    .fetch()
  const { eventCallbackUrl, eventsFilter } = await account.workspace.fetch()
  const workflows = await account.workspace.workflows.list()
  return {
    postWebhookUrl,
    filters,
    eventCallbackUrl,
    eventsFilter,
    workflows: workflows.map((each) => each.friendlyName),
  }
}

const run = (path: string, words: readonly string[] = [], env: Env = {}) =>
  quietCommand(process.execPath, [join(project.root, 'tools/twilio-setup.ts'), '--file', path, ...words], {
    env: { ...process.env, ...account.env, TWILIO_TRANSFER_WORKFLOW_SID: '', ...env },
  })

describe('a set-up', () => {
  it('changes what is missing, once; the undo restores everything except filters, and removes its private file', async () => {
    await account.workspace.update({ eventCallbackUrl: theirs, eventsFilter: 'worker.created' })
    const before = await now()
    const path = await aFile()
    const { setUp, wanted } = aSetUp(path, { TASKROUTER_FORWARD_URL: theirs })
    const made = await setUp.perform(await setUp.plan(wanted, { isReplacing: false }))
    expect(made).toHaveLength(3)
    const set = await now()
    expect(set.postWebhookUrl).toBe('https://escalate.example.com/webhooks/conversations')
    expect(set.eventCallbackUrl).toContain('https://escalate.example.com/webhooks/taskrouter#rc=5')
    expect(set.eventsFilter).toMatch(/^worker\.created,reservation\.accepted/)
    expect(set.workflows).toContain('Escalate transfers')
    expect(await setUp.plan(wanted, { isReplacing: false })).toEqual({ changes: [], refusals: [] })
    expect(statSync(path).mode & 0o077).toBe(0)

    // Another process, another day.
    const later = aSetUp(path, { TASKROUTER_FORWARD_URL: theirs }).setUp
    const back = await later.planUndo()
    expect(back.refusals).toEqual([])
    await later.undo(back)
    expect(await now()).toEqual({ ...before, filters: set.filters })
    expect(existsSync(path)).toBe(false)
  })

  it.each([
    ['the event callback', 'Workspaces/WS[0-9a-f]+$', ['workflow']],
    ['the workflow', 'Workflows$', []],
  ])('that loses the answer to the change of %s can be continued, and undone', async (_, path, left) => {
    const { setUp, wanted } = aSetUp(await aFile())
    const before = await now()
    await account.sim.fault({ kind: 'lose-answer', product: 'taskrouter', method: 'POST', path, times: 1 })
    await expect(setUp.plan(wanted, { isReplacing: false }).then(setUp.perform)).rejects.toThrow()
    const rest = await setUp.plan(wanted, { isReplacing: false })
    expect([rest.changes.map((each) => each.of), rest.refusals]).toEqual([left, []])
    await setUp.perform(rest)
    expect((await now()).workflows).toContain('Escalate transfers')
    await setUp.undo(await setUp.planUndo())
    expect({ ...(await now()), filters: [] }).toEqual({ ...before, filters: [] })
  })

  it('gives a new queue its filter on the next run; the undo removes the workflow', async () => {
    const path = await aFile()
    const { setUp, wanted } = aSetUp(path)
    await setUp.perform(await setUp.plan(wanted, { isReplacing: false }))
    const { sid } = await account.workspace.taskQueues.create({ friendlyName: 'Night', targetWorkers: '1==2' })
    await setUp.perform(await setUp.plan(wanted, { isReplacing: false }))
    const [workflow] = await account.workspace.workflows.list({ friendlyName: 'Escalate transfers' })
    expect(workflow?.configuration).toContain(sid)
    await setUp.undo(await setUp.planUndo())
    expect((await now()).workflows).not.toContain('Escalate transfers')
  })

  it('is undone except for a value that has changed since, which stays on file', async () => {
    const path = await aFile()
    const { setUp, wanted, file } = aSetUp(path)
    await setUp.perform(await setUp.plan(wanted, { isReplacing: false }))
    await account.workspace.update({ eventCallbackUrl: theirs })
    await setUp.undo(await setUp.planUndo())
    const { eventCallbackUrl, workflows, postWebhookUrl } = await now()
    expect([eventCallbackUrl, postWebhookUrl]).toEqual([theirs, null])
    expect(workflows).not.toContain('Escalate transfers')
    expect(file.read()).toMatchObject([{ of: 'taskrouter' }])
  })

  it('refuses a file of another account, and an unreadable one', async () => {
    const path = await aFile()
    const { setUp, wanted } = aSetUp(path)
    await setUp.perform(await setUp.plan(wanted, { isReplacing: false }))
    const foreign = undoFile(path, { accountSid: 'AC00000000000000000000000000000099', workspaceSid: 'WS' })
    expect(() => foreign.read()).toThrow('--file')
    writeFileSync(path, 'lost')
    expect(() => aSetUp(path).file.read()).toThrow('cannot be read')
  })
})

describe('npm run twilio:setup', () => {
  it('prints the changes with --dry-run, and changes nothing', async () => {
    const path = await aFile()
    const before = await now()
    const { ok, output, stdout } = await run(path, ['--dry-run'])
    expect(ok).toBe(true)
    expect(output).toContain('+ POST https://escalate.example.com/webhooks/conversations')
    expect(stdout).toMatch(/^TWILIO_TRANSFER_WORKFLOW_SID=$/m)
    expect(await now()).toEqual(before)
    expect(existsSync(path)).toBe(false)
  })

  it('prints a .env without secrets, changes nothing the second time, and restores the account with --undo', async () => {
    const path = await aFile()
    const first = await run(path)
    expect(first.ok).toBe(true)
    expect(first.stdout).toMatch(/^TWILIO_TRANSFER_WORKFLOW_SID=WW[0-9a-f]{32}$/m)
    const { TWILIO_AUTH_TOKEN, TWILIO_API_KEY_SECRET, JOIN_LINK_SECRET } = account.env
    for (const secret of [TWILIO_AUTH_TOKEN, TWILIO_API_KEY_SECRET, JOIN_LINK_SECRET]) {
      expect(first.output).not.toContain(secret)
    }
    const second = await run(path)
    expect([second.ok, second.stdout]).toEqual([true, first.stdout])
    expect(second.output).toContain('Everything is in place.')
    const undone = await run(path, ['--undo'])
    expect(undone.output).toContain('3 put back')
    expect((await now()).eventCallbackUrl).toBeFalsy()
  })

  it('changes nothing while another consumer has the event callback, and prints the remedy without the consumer’s secret', async () => {
    await account.workspace.update({ eventCallbackUrl: theirs, eventsFilter: '' })
    const before = await now()
    const { ok, output, stdout } = await run(await aFile())
    expect([ok, stdout]).toEqual([false, ''])
    expect(output).toContain('TASKROUTER_FORWARD_URL')
    expect(output).not.toContain('word-of-others')
    expect(await now()).toEqual(before)
  })

  it('refuses a PUBLIC_URL of this machine for the real Twilio', async () => {
    const { ok, output } = await run(await aFile(), [], { PUBLIC_URL: 'http://localhost:3000', TWILIO_API_URL: '' })
    expect(ok).toBe(false)
    expect(output).toContain('PUBLIC_URL http://localhost:3000 cannot be used')
  })
})
