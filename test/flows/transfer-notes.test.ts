import { beforeAll, describe, expect, it } from 'vitest'
import { credentials } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { problemIn } from '../support/a-problem.ts'
import { type ATransfer, aTransfer, viewIn } from '../support/a-transfer.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})

const note = 'Wants ½ of order ① back\nBe kind – she waits since 9:00'

/** The transfer's mark on the newest invite's task. */
const incoming = async (way: ATransfer) => JSON.parse((await way.invited()).attributes).escalate.transfer
const refused = (way: ATransfer) =>
  until('the agent reads why not', async () => (await way.chat.task()).escalate?.refused)

/** Neither the chat nor the timeline has the note. */
async function expectHidden(way: ATransfer, id: string): Promise<void> {
  await until('the command is gone', async () => (await way.chat.messages()).length === 0)
  const { conversationSid } = way.chat
  const told = (await centre.journal()).filter(({ kind }) => kind === 'request')
  const posted = told.filter(({ path }) => String(path).includes(`${conversationSid}/Messages`))
  expect(JSON.stringify(posted)).not.toContain('Wants')
  const timeline = await way.chat.call(`/transfers/${id}/timeline`)
  expect(await timeline.text()).not.toContain('Wants')
}

describe('a note', () => {
  it.each(['--', '—', '–', '－－'])(
    'typed after the name and %s reaches the next agent as typed, and stays',
    async (dash) => {
      const way = await aTransfer(centre)
      await way.chat.types(`/transfer warm ${way.ben.fullName} ${dash} ${note}`)
      const invited = await way.offered()
      expect(await incoming(way)).toMatchObject({ state: 'incoming', mode: 'warm', note })
      await centre.sim.accept(invited.sid)
      const { id } = await way.is('completed')
      await until('the next agent’s task is written', async () => !('invite' in (await incoming(way))))
      expect(await incoming(way)).toMatchObject({ state: 'incoming', note })
      await expectHidden(way, id)
    },
  )

  it('is split off after the longest matching name, where a name has a dash in it', async () => {
    await centre.sim.queue('Parcels')
    const parcels = await centre.sim.queue('Parcels — EU')
    const way = await aTransfer(centre)
    await way.chat.types('/transfer parcels — eu — late')
    expect(await incoming(way)).toMatchObject({ note: 'late' })
    expect(JSON.parse((await way.invited()).attributes)).toMatchObject({ transferTargetSid: parcels.sid })
  })

  it.each([1_001, 30_000])(
    'that is too long (%i characters) is refused on the task, and the command is removed from the chat',
    async (n) => {
      const way = await aTransfer(centre)
      await way.chat.types(`/transfer ${way.ben.fullName} -- ${'x'.repeat(n)}`)
      expect(await refused(way)).toEqual({
        code: 'note-too-long',
        message: 'A note has at most 1000 characters. Nothing was transferred.',
      })
      await until('the command is gone', async () => (await way.chat.messages()).length === 0)
      expect(await way.invites()).toEqual([])
    },
  )

  it('over the API, typed after the name, reaches the next agent, too', async () => {
    const way = await aTransfer(centre)
    const answer = await way.ask({ target: { name: `${way.ben.fullName} -- ${note}` } })
    expect(await viewIn(answer)).toMatchObject({ target: { name: way.ben.fullName } })
    expect(await incoming(way)).toMatchObject({ note })
  })

  it('over the API next to the name leaves a dash in the name', async () => {
    const way = await aTransfer(centre)
    const answer = await way.ask({ target: { name: `${way.ben.fullName} -- ${note}` }, note: 'Hi' })
    expect(await problemIn(answer)).toMatchObject({ status: 404, code: 'unknown-target' })
  })
})

describe('a queue that no filter of the transfer workflow reaches', () => {
  it('is not among the targets, and is refused with the reason by SID and by name', async () => {
    const { TWILIO_WORKSPACE_SID: workspace } = credentials
    const path = `/taskrouter/v1/Workspaces/${workspace}/TaskQueues`
    const lost = await centre.rest<{ sid: string }>(path, { FriendlyName: 'Lost and unfound' })
    const way = await aTransfer(centre)
    const seen = (await (await way.chat.call('/transfers/targets')).json()) as {
      queues: { sid: string; name: string }[]
    } // our own answer
    expect(seen).toMatchObject({ hasWarm: true })
    expect(seen.queues.map(({ name }) => name)).toContain('Everyone')
    expect(seen.queues.map(({ sid }) => sid)).not.toContain(lost.sid)
    for (const target of [{ queue: lost.sid }, { name: 'lost and unfound' }])
      expect(await problemIn(await way.ask({ target }))).toMatchObject({ status: 422, code: 'target-unreachable' })
    await way.chat.types('/transfer lost and unfound -- soon')
    expect(await refused(way)).toMatchObject({ code: 'target-unreachable' })
    expect(await way.invites()).toEqual([])
  })
})
