import { type Sim, type SimCall, simAt } from '../../../tools/sim.ts'
import { type RunningSimulator, startSimulator } from '../running-simulator.ts'
import { startReceiver, type WebhookReceiver } from '../webhook-receiver.ts'

export interface Phone {
  readonly simulator: RunningSimulator
  readonly sim: Sim
  readonly webhooks: WebhookReceiver
  readonly workers: readonly { readonly sid: string }[]
  readonly queueSid: string
  readonly workspaceSid: string
  /** A call that the nth worker has accepted. */
  readonly talking: (options?: object, nth?: number) => Promise<SimCall>
  readonly participant: (callSid: string, legSid: string) => Promise<Participant>
  /** TaskRouter's and the calls' events about one call or its task, in order. */
  readonly told: (call: SimCall) => string[]
  readonly stop: () => Promise<void>
}

type Participant = { readonly hold: boolean; readonly muted: boolean; readonly endConferenceOnExit: boolean }

/** A contact centre with four agents and a telephone, with all events collected. Changes take effect at once. */
export async function startPhone(voice: object = {}): Promise<Phone> {
  const simulator = await startSimulator({ voice: { updateLagMs: 0, media: false, ...voice } })
  const sim = simAt(simulator.url)
  const webhooks = await startReceiver()
  const seeded = await sim.call<{
    workers: { sid: string }[]
    queueSid: string
    workspaceSid: string
  }>('POST', '/seed', {
    workers: ['ada', 'ben', 'cyd', 'dan'].map((name) => ({ name })),
    publicUrl: webhooks.url,
    taskrouterWebhookUrl: '/taskrouter',
    callStatusCallback: '/call',
    conferenceStatusCallback: '/conference',
  })
  const worker = (nth: number) => seeded.workers[nth]?.sid
  return {
    simulator,
    sim,
    webhooks,
    ...seeded,
    async talking(options = {}, nth = 0) {
      const call = await sim.phone({ workerSid: worker(nth), ...options })
      await sim.accept(call.reservationSid)
      return call
    },
    async participant(callSid, legSid) {
      const { conference } = await sim.phoneState(callSid)
      return simulator.sdk
        .conferences(conference?.sid ?? '')
        .participants(legSid)
        .fetch()
    },
    told: ({ taskSid, callSid }) =>
      simulator.cloud.journal.after(0).flatMap((entry) => {
        if (entry.kind !== 'change') return []
        const mine = [entry.sid, entry.detail['taskSid'], entry.detail['friendlyName']]
        return mine.includes(taskSid) || mine.includes(callSid) ? [entry.change] : []
      }),
    stop: async () => {
      simulator.cloud.voice.media.clear()
      await simulator.stop()
      await webhooks.stop()
    },
  }
}
