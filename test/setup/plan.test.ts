import { describe, expect, it } from 'vitest'
import { shown, whyNotPublic } from '../../src/setup/addresses.ts'
import type { AsIs } from '../../src/setup/as-is.ts'
import { type Change, recorded } from '../../src/setup/change.ts'
import { changeText } from '../../src/setup/change-text.ts'
import { plan } from '../../src/setup/plan.ts'
import { planUndo } from '../../src/setup/undo.ts'
import { type Wanted, wantedOf } from '../../src/setup/wanted.ts'
import { everyoneIn, transferWorkflow } from '../../src/twilio/transfer-workflow.ts'
import { sid } from '../support/an-assignment.ts'
import { aConfig } from '../support/an-environment.ts'

const ours = 'https://flex.example.com/webhooks/conversations'
const theirs = 'https://other.example.com/hook'
const queues = [{ sid: sid('WQ', 1), name: 'Everyone', targetWorkers: '1==1' }]
const everyone = everyoneIn(queues)
const fitting = JSON.stringify(everyone && transferWorkflow(queues, everyone))
const none = { url: '', preUrl: '', method: 'POST', filters: [] }

const fresh: AsIs = {
  account: { ...none, target: 'flex' },
  service: none,
  taskrouter: { url: '', events: [] },
  queues,
  workflow: undefined,
}
const wants = (changes: Readonly<Record<string, string>> = {}): Wanted => wantedOf(aConfig(changes))
const planned = (is: Partial<AsIs>, wanted = wants(), isReplacing = false) =>
  plan({ ...fresh, ...is }, wanted, { isReplacing })
const changeOf = <K extends Change['of']>(of: K, is: Partial<AsIs>, wanted = wants(), isReplacing = false) => {
  const found = planned(is, wanted, isReplacing).changes.find((each) => each.of === of)
  return found as Extract<Change, { of: K }> | undefined
}

/** The account after a plan was carried out. */
function after(is: AsIs, changes: readonly Change[]): AsIs {
  let now = is
  for (const each of changes) now = { ...now, ...changed(now, each) }
  return now
}

function changed(now: AsIs, change: Change): Partial<AsIs> {
  if (change.of === 'taskrouter') return { taskrouter: change.after }
  if (change.of === 'conversations') return { [change.scope]: { ...now[change.scope], ...change.after } }
  const { after: configuration, name } = change
  return { workflow: configuration === null ? undefined : { sid: sid('WW', 5), name, configuration } }
}

describe('setting up', () => {
  it('plans every change for an empty account, and none once they are made', () => {
    const { changes, refusals } = planned({})
    expect(refusals).toEqual([])
    expect(changes.map((each) => each.of)).toEqual(['conversations', 'taskrouter', 'workflow'])
    expect(plan(after(fresh, changes), wants(), { isReplacing: false })).toEqual({ changes: [], refusals: [] })
  })

  it('sets five retries at TaskRouter, and call transfer events only with media streams', () => {
    const { after: quiet } = changeOf('taskrouter', {}) ?? {}
    expect(quiet?.url).toMatch(/^https:\/\/flex\.example\.com\/webhooks\/taskrouter#rc=5/)
    expect(quiet?.events.join()).not.toContain('transfer')
    const streams = wants({
      MEDIA_STREAMS: 'all',
      STREAM_PARAMETER_SECRET: 'x'.repeat(32),
      STREAM_DESTINATIONS: '{"urls":{"main":"wss://streams.example.com"},"otherwise":"main"}',
    })
    expect(changeOf('taskrouter', {}, streams)?.after.events).toContain('task.transfer-completed')
  })
})

describe('the webhook of Conversations', () => {
  it('keeps the existing filters, and adds ours', () => {
    const service = { ...none, filters: ['onParticipantAdded'], preUrl: theirs }
    expect(changeOf('conversations', { service })?.after).toEqual({
      url: ours,
      method: 'POST',
      filters: [
        'onParticipantAdded',
        'onMessageAdded',
        'onDeliveryUpdated',
        'onConversationStateUpdated',
        'onConversationRemoved',
      ],
    })
  })

  it('replaces another consumer only with --replace', () => {
    const service = { ...none, url: theirs, filters: ['onMessageAdded'] }
    expect(planned({ service }).refusals).toEqual([
      expect.stringMatching(`already sends its events to ${theirs}.*--replace`),
    ])
    expect(changeOf('conversations', { service }, wants(), true)?.after.url).toBe(ours)
  })

  it('stays in the account’s settings where it is, unless that target is Flex', () => {
    const all = ['onMessageAdded', 'onDeliveryUpdated', 'onConversationStateUpdated', 'onConversationRemoved']
    const account = { ...none, url: ours, filters: all, target: 'webhook' }
    expect(changeOf('conversations', { account })).toBeUndefined()
    expect(changeOf('conversations', { account: { ...account, filters: [] } })).toMatchObject({ scope: 'account' })
    expect(changeOf('conversations', { account: { ...account, target: 'flex' } })).toMatchObject({ scope: 'service' })
  })
})

describe('the event callback of TaskRouter', () => {
  const taskrouter = { url: `${theirs}#rc=2`, events: ['task.created', 'task.canceled'] }

  it('is not taken from a consumer that would get no forwarded events; the refusal says how', () => {
    const [refusal] = planned({ taskrouter }).refusals
    expect(refusal).toContain(`TASKROUTER_FORWARD_URL=${theirs}#rc=2`)
    expect(
      planned({ taskrouter }, wants({ TASKROUTER_FORWARD_URL: 'https://third.example.com/' })).refusals,
    ).toHaveLength(1)
  })

  it('is taken when the server forwards events, with both filters; without a filter where the other had none', () => {
    const events = changeOf('taskrouter', { taskrouter }, wants({ TASKROUTER_FORWARD_URL: theirs }))?.after.events
    expect(events).toEqual(expect.arrayContaining(['task.created', 'task.canceled', 'reservation.accepted']))
    expect(new Set(events).size).toBe(events?.length)
    const all = { url: theirs, events: [] }
    expect(
      changeOf('taskrouter', { taskrouter: all }, wants({ TASKROUTER_FORWARD_URL: theirs }))?.after.events,
    ).toEqual([])
  })

  it('prints no secret of another consumer’s address', () => {
    const secretive = { url: 'https://user:word@other.example.com/hook?key=42', events: [] }
    const { refusals } = planned({ taskrouter: secretive })
    const replaced = changeOf('taskrouter', { taskrouter: secretive }, wants(), true)
    expect(`${refusals}${replaced && changeText(replaced)}`).not.toMatch(/user|word|42/)
    expect(shown(secretive.url)).toBe('https://…@other.example.com/hook?…')
  })
})

describe('the workflow of transfers', () => {
  it('does not change when it fits, whatever its name', () => {
    const workflow = { sid: sid('WW', 5), name: 'Ours since 2019', configuration: fitting }
    expect(changeOf('workflow', { workflow })).toBeUndefined()
  })

  it('is replaced when a queue is missing: one of our own always, another only with --replace', () => {
    const more = [...queues, { sid: sid('WQ', 2), name: 'Sales', targetWorkers: '1==2' }]
    const workflow = { sid: sid('WW', 5), name: 'Escalate transfers', configuration: fitting }
    expect(changeOf('workflow', { workflow, queues: more })?.after).toContain(sid('WQ', 2))
    const foreign = { ...workflow, name: 'Ours since 2019' }
    expect(planned({ workflow: foreign, queues: more }).refusals).toEqual([expect.stringContaining('Ours since 2019')])
    expect(changeOf('workflow', { workflow: foreign, queues: more }, wants(), true)?.sid).toBe(sid('WW', 5))
  })

  it('needs a queue for everybody, unless transfers are off', () => {
    const narrow = [{ sid: sid('WQ', 2), name: 'Sales', targetWorkers: 'a HAS "b"' }]
    expect(planned({ queues: narrow }).refusals).toEqual([expect.stringContaining('TRANSFERS=false')])
    expect(planned({ queues: narrow }, wants({ TRANSFERS: 'false' })).refusals).toEqual([])
  })

  it('is refused when it is configured and does not exist', () => {
    const wanted = wants({ TWILIO_TRANSFER_WORKFLOW_SID: sid('WW', 9) })
    expect(planned({}, wanted).refusals).toEqual([expect.stringContaining(sid('WW', 9))])
  })
})

describe('an undo', () => {
  const busy: AsIs = { ...fresh, taskrouter: { url: theirs, events: ['task.created'] } }
  const { changes } = plan(busy, wants(), { isReplacing: true })
  const done = after(busy, changes)

  it('restores the earlier values, and plans nothing where they are back', () => {
    const back = planUndo(changes, done)
    expect(back.refusals).toEqual([])
    expect(after(done, back.changes)).toEqual({ ...busy, service: { ...busy.service } })
    expect(planUndo(changes, busy)).toEqual({ changes: [], refusals: [] })
  })

  it('refuses to touch a value that has changed since', () => {
    const since = { ...done, taskrouter: { url: 'https://third.example.com', events: [] } }
    expect(planUndo(changes, since).refusals).toEqual([expect.stringContaining('somebody has changed it since')])
  })

  it('keeps the value from before the first of several changes', () => {
    const [first] = changes.filter((each) => each.of === 'taskrouter')
    if (!first) throw new Error('No change')
    const next: Change = { ...first, before: first.after, after: { ...first.after, events: ['task.updated'] } }
    expect(recorded(recorded([], first), next)).toEqual([{ ...first, after: next.after }])
  })

  it('treats configurations that differ only in spaces as the same', () => {
    const spaced = done.workflow && { ...done.workflow, configuration: JSON.stringify(JSON.parse(fitting), null, 4) }
    expect(planUndo(changes, { ...done, workflow: spaced }).refusals).toEqual([])
  })
})

describe('a change as text', () => {
  it('has a line for each added or removed filter of a workflow, and shows an unreadable one as it is', () => {
    const old = JSON.stringify({ task_routing: { filters: [], default_filter: { queue: sid('WQ', 1) } } })
    const lines = changeText({ of: 'workflow', name: 'Transfers', before: old, after: fitting }).split('\n')
    expect(lines).toEqual([
      'TaskRouter workflow "Transfers"',
      `  - default: {"queue":"${sid('WQ', 1)}"}`,
      expect.stringMatching(/^ {2}\+ Transfer to a worker: transferTargetType == "worker" → .*known_worker_sid/),
      expect.stringMatching(/^ {2}\+ Transfer to Everyone: .*WQ/),
    ])
    expect(changeText({ of: 'workflow', name: 'Transfers', before: 'lost', after: null })).toContain('- lost')
  })
})

describe('a public address', () => {
  it('is https, and not of this machine or network', () => {
    expect(whyNotPublic('https://escalate.example.com/flex')).toBeUndefined()
    for (const url of ['http://escalate.example.com', 'https://localhost', 'https://192.168.1.1', 'https://[::1]:3']) {
      expect(whyNotPublic(url)).toBeDefined()
    }
  })
})
