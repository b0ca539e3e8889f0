import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readAccount, readConfig } from '../../src/config.ts'
import { checks } from '../../src/doctor/checks/index.ts'
import { examine } from '../../src/doctor/examine.ts'
import { performChange } from '../../src/setup/perform.ts'
import { plan } from '../../src/setup/plan.ts'
import { readAsIs } from '../../src/setup/read.ts'
import { wantedOf, workflowName } from '../../src/setup/wanted.ts'
import { sdkFrom } from '../../src/twilio/from-config.ts'
import { anAccount } from '../support/an-account.ts'

const theirs = 'https://other.example.com/hook'
const ours = 'https://escalate.example.com/webhooks'
let account: Awaited<ReturnType<typeof anAccount>>
beforeAll(async () => {
  account = await anAccount()
})
afterAll(() => account.stop())
beforeEach(async () => {
  await account.sim.call('POST', '/reset')
  await account.sim.call('POST', '/seed', {})
  await setUp()
})

type Env = Readonly<Record<string, string>>

const places = () => ({
  workspaceSid: account.env.TWILIO_WORKSPACE_SID,
  chatServiceSid: account.env.TWILIO_CHAT_SERVICE_SID,
})
const configWith = (env: Env) => readConfig({ ...account.env, REDIS_URL: 'redis://127.0.0.1', ...env })
const webhooks = () =>
  account.simulator.sdk.conversations.v1.services(account.env.TWILIO_CHAT_SERVICE_SID).configuration.webhooks()

/** An account without problems, as `npm run twilio:setup` leaves it. */
async function setUp(): Promise<void> {
  const config = configWith({})
  const sdk = sdkFrom(config, () => undefined)
  const is = await readAsIs(sdk, places(), { sid: config.TWILIO_TRANSFER_WORKFLOW_SID, name: workflowName })
  for (const each of plan(is, wantedOf(config), { isReplacing: false }).changes)
    await performChange(sdk, places(), each)
}

/** The findings of one check, with their remedies. */
async function said(name: string, { env = {}, now = Date.now }: { env?: Env; now?: () => number } = {}) {
  const account_ = readAccount({ ...account.env, ...env })
  const [result] = await examine(
    {
      account: account_,
      sdk: sdkFrom(account_, () => undefined),
      ...places(),
      transferWorkflowSid: account_.TWILIO_TRANSFER_WORKFLOW_SID,
      environment: [],
      retired: [],
      server: configWith(env),
      redisUrl: undefined,
      now,
    },
    checks.filter((each) => each.name === name),
  )
  return result?.findings.map(({ what, todo, isHint }) => `${isHint ? '! ' : ''}${what}. ${todo}`) ?? ['no such check']
}

it('the checks of an account find nothing after a set-up', async () => {
  const names = [
    'credentials',
    'auth token',
    'clock',
    'event callback of TaskRouter',
    'webhook of conversations',
    'video',
  ]
  for (const name of names) expect([name, await said(name)]).toEqual([name, []])
})

describe('the doctor reports', () => {
  it('the region of an API key, and a key that Twilio does not accept', async () => {
    await account.sim.call('POST', '/api-key', { region: 'ie1' })
    expect(await said('credentials')).toEqual([expect.stringMatching(/of region IE1.*US1/)])
    const wrong = { TWILIO_API_KEY_SECRET: 'another-secret-of-this-test' }
    expect(await said('credentials', { env: wrong })).toEqual([expect.stringContaining('does not accept the API key')])
  })

  it('an auth token that Twilio does not know, also one of two', async () => {
    const [good, bad] = [account.env.TWILIO_AUTH_TOKEN, 'f'.repeat(32)]
    expect(await said('auth token', { env: { TWILIO_AUTH_TOKEN: bad } })).toEqual([
      expect.stringContaining('every webhook is refused'),
    ])
    expect(await said('auth token', { env: { TWILIO_AUTH_TOKEN: `${bad},${good}` } })).toEqual([
      expect.stringMatching(/^! .*only one of the two/),
    ])
  })

  it('a clock that is 90 s behind or 180 s ahead', async () => {
    await account.sim.clock({ advanceMs: 90_000 })
    expect(await said('clock')).toEqual([expect.stringMatching(/(89|90|91) s behind Twilio's.*NTP/)])
    expect(await said('clock', { now: () => Date.now() + 90_000 })).toEqual([])
    expect(await said('clock', { now: () => Date.now() + 180_000 })).toEqual([expect.stringContaining('ahead of')])
  })

  it('a TaskRouter callback that goes elsewhere, is missing, or lacks events', async () => {
    const name = 'event callback of TaskRouter'
    await account.workspace.update({ eventsFilter: 'reservation.accepted' })
    expect(await said(name)).toEqual([expect.stringMatching(/does not send .*task\.completed.*twilio:setup/)])
    await account.workspace.update({ eventCallbackUrl: theirs })
    expect(await said(name)).toEqual([expect.stringContaining(`sends its events to ${theirs}`)])
    await account.workspace.update({ eventCallbackUrl: '' })
    expect(await said(name)).toEqual([expect.stringContaining('has no webhook URL')])
    await account.workspace.update({ eventCallbackUrl: `${ours}/taskrouter`, eventsFilter: '' })
    expect(await said(name)).toEqual([])
  })

  it('a Conversations webhook that goes elsewhere, uses GET, or lacks events', async () => {
    const name = 'webhook of conversations'
    await webhooks().update({ filters: ['onMessageAdded'], method: 'GET' })
    expect(await said(name)).toEqual([
      expect.stringMatching(/does not send onDeliveryUpdated, onConversationStateUpdated.*twilio:setup/),
      expect.stringContaining('sends its events by GET'),
    ])
    await webhooks().update({ postWebhookUrl: theirs })
    expect(await said(name)).toEqual([expect.stringContaining(`sends its events to ${theirs}`)])
  })

  it('a pre-event webhook of ours, which holds up customers', async () => {
    await webhooks().update({ preWebhookUrl: `${ours}/conversations` })
    expect(await said('webhook of conversations')).toEqual([expect.stringMatching(/delay.*Remove it/)])
  })

  it('two webhooks of ours, which deliver everything twice; one in the account’s settings is fine', async () => {
    const { filters } = await webhooks().fetch()
    await account.simulator.sdk.conversations.v1.configuration
      .webhooks()
      .update({ postWebhookUrl: `${ours}/conversations`, filters, target: 'webhook' })
    expect(await said('webhook of conversations')).toEqual([expect.stringMatching(/^! .*twice/)])
    await webhooks().update({ postWebhookUrl: '' })
    expect(await said('webhook of conversations')).toEqual([])
  })

  it('workers without a contact_uri', async () => {
    const [ada, ben] = await account.workspace.workers.list()
    const become = (sid: string | undefined, attributes: string) =>
      account.workspace.workers(`${sid}`).update({ attributes })
    expect(await said('chat identities of workers')).toEqual([])
    await become(ada?.sid, '{"contact_uri":"sip:ada@example.sip.twilio.com"}')
    await become(ben?.sid, '[]')
    expect(await said('chat identities of workers')).toEqual([
      expect.stringMatching(/^! No contact_uri .* of ada@example\.com, ben@example\.com\..*signing in/),
    ])
  })

  it('a key without the right to video, and a default room type for legacy rooms', async () => {
    await account.sim.call('POST', '/rooms', { type: 'peer-to-peer' })
    expect(await said('video')).toEqual([expect.stringMatching(/^! .*"peer-to-peer".*default room type to Group/)])
    await account.sim.fault({ kind: 'status', status: 403, product: 'video' })
    expect(await said('video')).toEqual([expect.stringContaining('may not use Programmable Video')])
    await account.sim.noFaults()
  })
})
