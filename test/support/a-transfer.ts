import { z } from 'zod'
import type { SimWorker } from '../../tools/sim.ts'
import { until } from '../../tools/until.ts'
import type { CallCentre, ChatOptions } from './a-call-centre.ts'

const view = z.looseObject({
  id: z.string(),
  state: z.string(),
  mode: z.string(),
  taskSid: z.string(),
  reason: z.string().optional(),
  invitedTaskSid: z.string().optional(),
})
const written = z.looseObject({
  escalate: z.looseObject({ transfer: z.looseObject({ state: z.string() }).optional() }),
})

/** A chat of Ada's, Ben as the target, and the visible states of the transfer. */
export async function aTransfer(centre: CallCentre, options: ChatOptions = {}) {
  const { sim } = centre
  const ben = await centre.hire()
  const chat = await centre.chat(options)
  const { conversationSid, taskSid } = chat

  const channel = () => sim.channel(conversationSid)
  /** The invites so far: all tasks except the first. */
  const invites = async () => (await channel()).invites.map(({ task }) => task).filter(({ sid }) => sid !== taskSid)
  const invited = (nth = 1) =>
    until(`invite number ${nth}`, async () => {
      const all = await invites()
      return all.length >= nth && all[nth - 1]
    })
  /** The reservation that rings at an agent. */
  const offered = (nth = 1, workerSid?: string) =>
    until(`invite number ${nth} rings`, async () => {
      const { reservations } = await invited(nth)
      return reservations.find(
        (each) => each.reservation_status === 'pending' && each.worker_sid === (workerSid ?? each.worker_sid),
      )
    })
  const present = async () => {
    const { participants } = await channel()
    return participants.flatMap(({ type, status, routing_properties }) =>
      type === 'agent' && status === 'active' && routing_properties ? [routing_properties.worker_sid] : [],
    )
  }

  return {
    chat,
    ben,
    channel,
    invites,
    invited,
    /** Waits until Twilio has canceled the first invite's task. The transfer says so earlier. */
    nobodyIsRung: () =>
      until('nobody is rung up any more', async () => (await invited()).assignment_status === 'canceled'),
    offered,
    /** Agents in the channel at Twilio. */
    present,
    presentAre: (...workers: readonly { readonly sid: string }[]) =>
      until('the right agents are there', async () => {
        const sids = workers.map(({ sid }) => sid)
        const now = await present()
        return now.length === sids.length && sids.every((each) => now.includes(each))
      }),
    ada: { sid: chat.workerSid } as const,
    toBen: (more: object = {}, as = chat.token) =>
      chat.call('/transfers', { taskSid, target: { worker: ben.sid }, mode: 'cold', ...more }, as),
    ask: (body: object, as = chat.token) => chat.call('/transfers', { taskSid, mode: 'cold', ...body }, as),
    /** The transfer as its agent sees it. */
    async view(as = chat.token) {
      const answer = await chat.call(`/transfers?taskSid=${taskSid}`, undefined, as)
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
      return view.parse(await answer.json())
    },
    /** Waits until the server has this state. */
    async is(word: string, withinMs = 30_000) {
      return until(
        `the transfer is ${word}`,
        async () => {
          const now = await this.view()
          return now.state === word && now
        },
        { withinMs },
      )
    },
    /** Waits until the first agent's task at Twilio has this state. */
    written: (word: string) =>
      until(`the task says ${word}`, async () => {
        const said = written.safeParse(JSON.parse((await sim.task(taskSid)).attributes)).data?.escalate.transfer
        return said?.state === word && said
      }),
    async accept(nth = 1, worker: SimWorker | undefined = undefined) {
      const { sid } = await offered(nth, worker?.sid)
      await sim.accept(sid)
    },
  }
}

export type ATransfer = Awaited<ReturnType<typeof aTransfer>>
export async function viewIn(answer: Response) {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return view.parse(await answer.json())
}
