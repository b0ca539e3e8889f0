import { setTimeout as pause } from 'node:timers/promises'
import { type Sim, type SimWorker, simAt } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { quantile } from './load.ts'

const runs = 60
const twilioMs = 100

/**
 * From the acceptance at Twilio to the old agent's leaving at Twilio, by the simulator's own clock, while Twilio takes
 * 100 ms for every answer. One round trip is Twilio's: the participants are read before the first agent is released.
 * The simulator does its work at once and holds the answer back, so the release itself costs no round trip here.
 */
export async function transfer(stack: Stack) {
  const sim = simAt(stack.simulatorUrl)
  const hire = (name: string) => sim.hire({ name: `${name}@example.com` })
  const [ada, ben] = [await hire('bench-ada'), await hire('bench-ben')]
  const ours: number[] = []
  for (let n = -3; n < runs; n++) {
    const ms = await oneTransfer(sim, stack, { ada, ben })
    if (n >= 0) ours.push(ms - twilioMs) // the first ones warm everything up
  }
  const round = (ms: number) => Math.round(ms * 10) / 10
  return {
    runs,
    aboveOneRoundTrip: {
      p50: round(quantile(ours, 0.5)),
      p99: round(quantile(ours, 0.99)),
      max: round(Math.max(...ours)),
    },
    target: { p50: 50 },
  }
}

async function oneTransfer(sim: Sim, stack: Stack, { ada, ben }: { ada: SimWorker; ben: SimWorker }): Promise<number> {
  const chat = await sim.chat({ workerSid: ada.sid })
  await sim.accept(chat.reservationSid)
  const asked = await fetch(`${stack.serverUrl}/api/transfers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ taskSid: chat.taskSid, target: { worker: ben.sid }, mode: 'cold' }),
  })
  if (asked.status !== 202) throw new Error(`The transfer was answered ${asked.status} ${await asked.text()}`)
  const ringing = await until('it rings', async () => {
    const { invites } = await sim.channel(chat.conversationSid)
    const offers = invites.flatMap(({ task }) => (task.sid === chat.taskSid ? [] : task.reservations))
    return offers.find((each) => each.reservation_status === 'pending')
  })
  await until('the task says so', async () => (await sim.task(chat.taskSid)).attributes.includes('"ringing"'))
  const { last } = await sim.journal(Number.MAX_SAFE_INTEGER)
  await sim.latency(twilioMs)
  // Agents do not accept in the moment when the latency changes; the worker is idle by then.
  await pause(twilioMs)
  await sim.accept(ringing.sid)
  // No request goes to the simulator meanwhile: on two cores every request would show in the answer.
  await pause(3 * twilioMs)
  await sim.latency(0)
  await until('it is over', async () => (await sim.task(chat.taskSid)).attributes.includes('"completed"'))
  const { entries } = await sim.journal(last)
  const at = (change: string, sid?: string) =>
    Date.parse(entries.find((each) => each['change'] === change && (!sid || each['sid'] === sid))?.at ?? '')
  const ms = at('interaction-participant.left') - at('reservation.accepted', ringing.sid)
  if (!Number.isFinite(ms)) throw new Error('The journal does not tell of it')
  return ms
}
