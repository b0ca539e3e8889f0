import { state as recordOf } from '../../src/features/media-streams/model.ts'
import type { SimCall, SimPhone, SimWorker } from '../../tools/sim.ts'
import { until } from '../../tools/until.ts'
import type { CallCentre } from './a-call-centre.ts'

export const streamSecret = 'stream-parameter-secret-of-these-tests'

/** An operator's settings for streams of all inbound calls. Nothing listens at that address. @param how what else STREAM_DESTINATIONS says */
export const streaming = (changes: Readonly<Record<string, string>> = {}, how: object = {}) => ({
  MEDIA_STREAMS: 'inbound',
  STREAM_DESTINATIONS: JSON.stringify({ urls: { main: 'wss://media.example.com/in' }, otherwise: 'main', ...how }),
  STREAM_PARAMETER_SECRET: streamSecret,
  ...changes,
})

export type PhoneCall = Awaited<ReturnType<typeof aPhoneCall>>
type Stream = SimPhone['streams'][number]

type Options = { readonly agent?: SimWorker } & Readonly<Record<string, unknown>>

/** A customer is on the phone with a new agent, or with the given one. */
export async function aPhoneCall(centre: CallCentre, { agent, ...options }: Options = {}) {
  const { sim } = centre
  const a = agent ?? (await centre.hire())
  const call: SimCall = await sim.phone({ workerSid: a.sid, ...options })
  await sim.accept(call.reservationSid)
  const streams = async (): Promise<readonly Stream[]> => (await sim.phoneState(call.taskSid)).streams
  const running = async () =>
    (await streams()).filter(({ status }) => status === 'in-progress').map(({ name }) => name.replace('esc-', ''))
  const said = async () => {
    const { escalate } = JSON.parse((await sim.task(call.taskSid)).attributes) as {
      escalate?: { streams?: { state: string; survivesTransfer?: string; problem?: string } } // the product's own attributes
    }
    return escalate?.streams
  }
  const record = async () => {
    const saved = await centre.inside.store.load({ feature: 'media-streams', key: call.taskSid })
    return saved && recordOf.parse(saved.state)
  }
  const guard = async () => (await record())?.guard
  return {
    ...call,
    a,
    streams,
    running,
    said,
    state: () => sim.phoneState(call.taskSid),
    /** Waits until everything reported so far was checked, and then so many checks more, or until nothing is open. */
    async looked(times = 0) {
      await centre.delivered()
      const first = (await guard())?.lookNumber ?? 0
      await until(`the call was checked ${times} times more`, async () => {
        const now = await guard()
        const isUnderWay = now?.isLooking === true && !now.isWaiting
        return now && !isUnderWay && (!now.isLooking || now.lookNumber - first >= times)
      })
    },
    /**
     * Waits until the record has an agent: an outcome that was on its way when Redis was lost makes an empty record.
     */
    known: () => until('an agent is known', async () => ((await record())?.assignments.length ?? 0) > 0),
    /** Waits until exactly these reservations have a stream. */
    streaming: (...reservations: readonly string[]) =>
      until(
        `streams of ${reservations.length} run`,
        async () => (await running()).sort().join() === [...reservations].sort().join(),
      ),
    saying: (state: string, survives = 'yes') =>
      until(`the task says ${state}, ${survives}`, async () => {
        const now = await said()
        return now?.state === state && (state === 'over' || now.survivesTransfer === survives) && now
      }),
    /** Another agent is invited, and accepts. */
    async transfer(mode: 'warm' | 'cold', from = a.sid, to?: string) {
      const worker = to ?? (await centre.hire()).sid
      const { reservationSid } = await sim.transfer(call.taskSid, { to: worker, mode, workerSid: from })
      await sim.accept(reservationSid)
      return { reservationSid, workerSid: worker }
    },
    complete: (from = a.sid) => sim.completeTransfer(call.taskSid, from),
    /** The plugin's request before Flex transfers the call, and its answer. */
    async beforeTransfer(workerSid = a.sid) {
      const headers = { authorization: `Bearer ${await sim.flexToken(workerSid)}` }
      const address = `${centre.serverUrl}/api/streams/${call.taskSid}/before-transfer`
      const answer = await fetch(address, { method: 'POST', headers })
      return (await answer.json()) as Readonly<Record<string, unknown>> // our own answer
    },
  }
}
