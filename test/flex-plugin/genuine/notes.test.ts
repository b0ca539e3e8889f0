import { describe, expect, it } from 'vitest'
import { credentials } from '../../../tools/stack.ts'
import { atFlex, hands } from './at-flex.ts'

const features = ['flex-chat-auto-join', 'flex-warm-transfers', 'new-transfer-experience']
const plain = atFlex({ transfer: true }, features)
const formed = atFlex({ transfer: true, transferActions: 'ours' }, features, {
  transfers: { enabled: true, notes: true },
})
const patience = { timeout: 30_000, interval: 50 }

/** A queue that the transfer workflow does not know. */
async function addQueue(FriendlyName: string) {
  const { TWILIO_API_KEY_SID: key, TWILIO_API_KEY_SECRET: secret, TWILIO_WORKSPACE_SID: workspace } = credentials
  const answer = await fetch(`${plain.centre().simulatorUrl}/taskrouter/v1/Workspaces/${workspace}/TaskQueues`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ FriendlyName }),
  })
  expect(answer.status).toBe(201)
}

describe('where Flex has its own form for a transfer, and transfers are ours', () => {
  it('the form’s note reaches only the next agent, and the plugin knows every field of the form', {
    timeout: 180_000,
  }, async () => {
    const free = await formed.hires()
    const { agent: ada, chat } = await formed.agent('Cleo')
    const name = free.worker.fullName
    await ada.page.bringToFront()
    await ada.by('escalate-transfer').getByRole('button').click()
    await ada.page.getByRole('button', { name: `Transfer to ${name}`, exact: true }).click()
    await ada.by('task-pre-transfer-notes').fill('Wants ½ back\nBe kind')
    await ada.page.getByRole('button', { name: 'Confirm transfer' }).click()
    await ada.isToldAbout(`Waiting for ${name} to answer`)
    const ben = hands(free)
    await ben.page.bringToFront()
    await ben.accepts('Cleo')
    await ben.opensTab('People')
    const incoming = ben.by('escalate-incoming')
    const inInfo = ben.by('escalate-note')
    await expect.poll(() => incoming.textContent(), patience).toMatch(/^Transferred from Agent: Wants ½ back\nBe kind$/)
    await ben.opensTab('Info')
    await inInfo.getByText('Be kind').waitFor({ timeout: 30_000 })
    expect(await formed.messages(chat.conversationSid)).toEqual([])
    const read: string = await ada.page.evaluate(`Twilio.Flex.Actions.actions.get('StartChannelTransfer').toString()`)
    const fields = [...read.matchAll(/\.(\w+Sid)\b/g)].map(([, field]) => field)
    expect([...new Set(fields)].toSorted()).toEqual([
      'channelSid',
      'conversationSid',
      'fromSid',
      'instanceSid',
      'interactionSid',
      'notesSid',
      'summarySid',
      'toSid',
    ])
  })
})

describe('Flex’s list', () => {
  it('has the available agents and the queues that a transfer reaches, and for a command the note is typed', {
    timeout: 180_000,
  }, async () => {
    await addQueue('Nowhere at all')
    const [free, away] = [await plain.hires(), await plain.hires()]
    await plain.centre().sim.activity(away.worker.sid, 'Offline')
    const { agent: ada } = await plain.agent('Dora')
    await ada.page.bringToFront()
    await ada.by('escalate-transfer').getByRole('button').click()
    const agents = ada.page.locator('.Twilio-WorkerDirectory-Worker').filter({ visible: true })
    await agents.filter({ hasText: free.worker.fullName }).waitFor()
    expect(await agents.filter({ hasText: away.worker.fullName }).count()).toBe(0)
    await ada.opensTab('Queues')
    const queues = ada.page.locator('.Twilio-WorkerDirectory-Queue')
    await queues.filter({ hasText: 'Everyone' }).waitFor()
    expect(await queues.filter({ hasText: 'Nowhere' }).count()).toBe(0)
    await ada.by('close-worker-directory').click()
    await ada.commands(`/transfer ${free.worker.fullName} -- be kind`)
    const ben = hands(free)
    await ben.page.bringToFront()
    await ben.accepts('Dora')
    await ben.opensTab('People')
    await expect
      .poll(() => ben.by('escalate-incoming').textContent(), patience)
      .toMatch(/^Transferred from Agent: be kind$/)
  })
})
