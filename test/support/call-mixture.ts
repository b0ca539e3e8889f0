import { setTimeout as pause } from 'node:timers/promises'
import type { Sim } from '../../tools/sim.ts'
import { until } from '../../tools/until.ts'

export type Staff = { readonly a: string; readonly b: string }
type Call = { readonly sim: Sim; readonly staff: Staff; readonly taskSid: string }

/** Long enough for a check, and for no end. */
const aMoment = 1_500

const transfer = async ({ sim, staff: { a, b }, taskSid }: Call, mode: 'warm' | 'cold') => {
  const { reservationSid } = await sim.transfer(taskSid, { to: b, mode, workerSid: a })
  await sim.accept(reservationSid)
}
const leaves = ({ sim, taskSid }: Call, workerSid: string) => sim.hangUp(taskSid, { workerSid })

/** Earlier, an agent's leaving ends the call at Twilio, as it does without us. */
const survives = ({ sim, taskSid }: Pick<Call, 'sim' | 'taskSid'>) =>
  until(
    'only the customer’s leaving ends the call',
    async () => {
      const participants = (await sim.phoneState(taskSid)).conference?.participants ?? []
      return (
        participants.length > 1 &&
        participants.every(({ label, end_conference_on_exit: ends }) => !ends || label === 'customer')
      )
    },
    { everyMs: 500 },
  )

/**
 * Courses of a call by participants, Flex and plugins. Each ends with a participant alone, for whom we end the call, or
 * with the customer's hang-up.
 */
const courses: readonly ((call: Call) => Promise<unknown>)[] = [
  (call) => leaves(call, call.staff.a),
  ({ sim, taskSid }) => sim.hangUp(taskSid),
  async (call) => {
    await transfer(call, 'warm')
    await survives(call)
    await call.sim.completeTransfer(call.taskSid, call.staff.a)
    await leaves(call, call.staff.b)
  },
  async (call) => {
    await transfer(call, 'cold')
    await survives(call)
    await leaves(call, call.staff.b)
  },
  async ({ sim, taskSid }) => {
    await sim.outside(taskSid, true)
    await pause(6_000)
    await sim.outside(taskSid, false)
    await pause(aMoment)
    await sim.hangUp(taskSid)
  },
  async (call) => {
    const { sim, taskSid, staff } = call
    await sim.hold(taskSid, true)
    await sim.flag(taskSid, { workerSid: staff.a }, true)
    await sim.hold(taskSid, false)
    await transfer(call, 'warm')
    await survives(call)
    await sim.completeTransfer(taskSid, staff.a)
    await pause(aMoment)
    await sim.hangUp(taskSid)
  },
  ({ sim, taskSid, staff }) => sim.dropLine(taskSid, { workerSid: staff.a }),
  async (call) => {
    const { sim, taskSid, staff } = call
    const third = await sim.party(taskSid)
    await pause(aMoment)
    await leaves(call, staff.a)
    await pause(4_000)
    await sim.hangUp(taskSid, { callSid: third.callSid })
  },
]

/** The n-th call of a mixture: every course in turn, ends of conferences left to us, as Flex's plugins do. */
export async function playCall(sim: Sim, staff: Staff, n: number, serverUrl: string): Promise<string> {
  const course = courses[n % courses.length]
  if (!course) throw new Error('There is no such course')
  const { taskSid, reservationSid } = await sim.phone({
    workerSid: staff.a,
    endsWithLastAgent: false,
    endConferenceOnExit: { customer: true, agent: true },
    conferenceStatusCallback: `${serverUrl}/webhooks/voice`,
  })
  await sim.accept(reservationSid)
  await survives({ sim, taskSid })
  await course({ sim, staff, taskSid })
  return taskSid
}

export async function staffOf(sim: Sim): Promise<Staff> {
  const [a, b] = await Promise.all([sim.hire({ name: 'first@example.com' }), sim.hire({ name: 'second@example.com' })])
  return { a: a.sid, b: b.sid }
}
