import { describe, expect, it } from 'vitest'
import { atFlex, hands } from './at-flex.ts'

// Others transfer chats, too: Flex itself, and other plugins.

const features = ['flex-chat-auto-join', 'flex-warm-transfers', 'new-transfer-experience']
const patience = { timeout: 30_000, interval: 50 }
type Flex = ReturnType<typeof atFlex>

async function two(customer: string, { agent, hires }: Flex) {
  const free = await hires()
  const { agent: busy, chat } = await agent(customer)
  await busy.page.bringToFront()
  return { ada: busy, ben: hands(free), chat, name: free.worker.fullName, bens: free.worker.sid }
}
type Hands = ReturnType<typeof hands>

describe('where Flex’s own transfer of chats is on', () => {
  const flexs = atFlex({ transfer: true }, features, { transfers: { enabled: true, notes: true } })

  it('Flex transfers, by its own button and with its note; our button shows only while our transfer rings, to cancel it', {
    timeout: 240_000,
  }, async () => {
    const { ada, ben, chat, name } = await two('Hal', flexs)
    const ours = ada.by('escalate-transfer')
    await ada.by('escalate-video').waitFor()
    expect(await ours.count()).toBe(0)
    await ada.commands(`/transfer warm ${name}`)
    await expect.poll(() => ours.getAttribute('data-word'), patience).toBe('ringing')
    await ours.getByRole('button').click()
    await ada.isToldAbout(/was cancelled/)
    await expect.poll(() => ours.count(), patience).toBe(0)
    await ada.page.getByTestId('task-actions-menu-toggle').click()
    await ada.page.getByTestId('task-transfer-button').click()
    await ada.page.getByRole('button', { name: `Transfer to ${name}`, exact: true }).click()
    await ada.page.getByLabel('Notes for agent').fill('Wants it in blue')
    await ada.page.getByRole('button', { name: 'Confirm transfer' }).click()
    await expect.poll(() => flexs.status(chat.taskSid), patience).toBe('wrapping')
    await ada.page.getByRole('button', { name: 'Confirm transfer' }).waitFor({ state: 'detached', timeout: 30_000 })
    await ben.page.bringToFront()
    await ben.accepts('Hal')
    await ben.page.getByText('Wants it in blue').first().waitFor({ timeout: 30_000 })
    const { invites } = await flexs.centre().sim.channel(chat.conversationSid)
    const last = JSON.parse(invites.at(-1)?.task.attributes ?? '{}') as { transfer_sid?: string }
    expect(last.transfer_sid).toMatch(/^UX/)
  })
})

describe('with a plugin that transfers chats as Twilio’s template does, and replaces Flex’s own action', () => {
  // The template's listener passes the payload to an action of its own (conversation-transfer).
  const other = `(function () {
    window.theirs = []
    function Other() {}
    Other.prototype.name = 'OtherPlugin'
    Other.prototype.init = function (flex) {
      flex.Actions.registerAction('ChatTransferTask', function (payload) { window.theirs.push('ChatTransferTask') })
      flex.Actions.addListener('beforeTransferTask', function (payload, abort) {
        if (!flex.TaskHelper.isCBMTask(payload.task)) return
        abort()
        flex.Actions.invokeAction('ChatTransferTask', payload).catch(function () {})
      })
      flex.Actions.replaceAction('StartChannelTransfer', function () { window.theirs.push('StartChannelTransfer') })
    }
    Twilio.Flex.Plugins.init(Other)
  })()`
  const theirs = (ada: Hands) => ada.page.evaluate('window.theirs') as Promise<readonly string[]>
  const invoked = (ada: Hands, action: string, payload: string) =>
    ada.page.evaluate(`Twilio.Flex.Actions.invokeAction('${action}', ${payload}).catch(() => undefined)`)
  const invites = async (at: Flex, { conversationSid }: { readonly conversationSid: string }) =>
    (await at.centre().sim.channel(conversationSid)).invites.length - 1

  const orders = { first: { first: other }, last: { last: other } }
  const all = (['first', 'last'] as const).flatMap((order) =>
    (['auto', 'others'] as const).map((transferActions) => {
      const at = atFlex({ transfer: true, transferActions }, features, orders[order])
      return { order, transferActions, at }
    }),
  )

  it.each(all)(
    'a transfer happens once: loaded $order, transferActions $transferActions',
    {
      timeout: 180_000,
    },
    async ({ transferActions, at }) => {
      const { ada, chat, name, bens } = await two('Ina', at)
      const isOurs = transferActions === 'auto'
      expect(await ada.by('escalate-transfer').count()).toBe(isOurs ? 1 : 0)
      const task = `[...Twilio.Flex.Manager.getInstance().store.getState().flex.worker.tasks.values()][0]`
      const target = `targetSid: '${bens}'`
      await invoked(ada, 'TransferTask', `{ task: ${task}, ${target}, options: { mode: 'COLD' } }`)
      if (isOurs) {
        await ada.isToldAbout(`Waiting for ${name} to answer`)
        await ada.commands('/transfer cancel')
        await ada.isToldAbout(/was cancelled/)
      }
      expect(await theirs(ada)).toEqual(isOurs ? [] : ['ChatTransferTask'])
      const channel = `conversationSid: '${chat.conversationSid}', toSid: '${bens}'`
      await invoked(ada, 'StartChannelTransfer', `{ ${channel} }`)
      if (isOurs) await expect.poll(() => invites(at, chat), patience).toBe(2)
      expect(await theirs(ada)).toEqual(isOurs ? [] : ['ChatTransferTask', 'StartChannelTransfer'])
      expect(await invites(at, chat)).toBe(isOurs ? 2 : 0)
    },
  )
})
