import type { SimCall, SimPhone } from '../../tools/sim.ts'
import { until } from '../../tools/until.ts'
import type { CallCentre } from './a-call-centre.ts'

export const streamSecret = 'stream-parameter-secret-of-these-tests'

/** What an operator sets to have streams of all inbound calls. Nobody listens at that address. */
export const streaming = (changes: Readonly<Record<string, string>> = {}) => ({
  MEDIA_STREAMS: 'inbound',
  STREAM_DESTINATIONS: JSON.stringify({ urls: { main: 'wss://media.example.com/in' }, otherwise: 'main' }),
  STREAM_PARAMETER_SECRET: streamSecret,
  ...changes,
})

export type PhoneCall = Awaited<ReturnType<typeof aPhoneCall>>
type Stream = SimPhone['streams'][number]

/** A customer is on the phone with an agent of their own. */
export async function aPhoneCall(centre: CallCentre, options: object = {}) {
  const { sim } = centre
  const a = await centre.hire()
  const call: SimCall = await sim.phone({ workerSid: a.sid, ...options })
  await sim.accept(call.reservationSid)
  const streams = async (): Promise<readonly Stream[]> => (await sim.phoneState(call.taskSid)).streams
  const running = async () =>
    (await streams()).filter(({ status }) => status === 'in-progress').map(({ name }) => name.replace('esc-', ''))
  const said = async () => {
    const { escalate } = JSON.parse((await sim.task(call.taskSid)).attributes) as {
      escalate?: { streams?: { state: string; survivesTransfer?: string; problem?: string } } // what the product wrote there
    }
    return escalate?.streams
  }
  return {
    ...call,
    a,
    streams,
    running,
    said,
    state: () => sim.phoneState(call.taskSid),
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
    /** Another agent is asked, and takes it. */
    async transfer(mode: 'warm' | 'cold', from = a.sid, to?: string) {
      const worker = to ?? (await centre.hire()).sid
      const { reservationSid } = await sim.transfer(call.taskSid, { to: worker, mode, workerSid: from })
      await sim.accept(reservationSid)
      return { reservationSid, workerSid: worker }
    },
    complete: (from = a.sid) => sim.completeTransfer(call.taskSid, from),
  }
}
