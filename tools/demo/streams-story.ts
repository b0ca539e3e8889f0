import { setTimeout as pause } from 'node:timers/promises'
import { type SimPhone, simAt } from '../sim.ts'
import { credentials, type Stack } from '../stack.ts'
import type { StreamReport } from '../stream-receiver/received-stream.ts'
import { startStreamReceiver } from '../stream-receiver/stream-receiver.ts'
import { until } from '../until.ts'
import { expectThat } from './scene.ts'
import type { Seen } from './seen.ts'
import type { Story } from './story.ts'

const secret = 'simulated-stream-secret-not-real'
/** Long enough for the receiver to detect the tones. */
const talk = 1_000

/**
 * Plays a call that goes from one agent to another, and its streams. The receiver of the streams reports who was heard
 * and when.
 */
export const streamsStory: Story = {
  async prepare() {
    const receiver = await startStreamReceiver({ authToken: credentials.TWILIO_AUTH_TOKEN, parameterSecret: secret })
    const env = {
      MEDIA_STREAMS: 'inbound',
      STREAM_DESTINATIONS: JSON.stringify({ urls: { receiver: receiver.streamUrl }, otherwise: 'receiver' }),
      STREAM_PARAMETER_SECRET: secret,
      STREAM_RECEIVER: receiver.url,
    }
    return { env, stop: receiver.stop }
  },
  play,
}

async function play(stack: Stack, seen: Seen): Promise<void> {
  const sim = simAt(stack.simulatorUrl)
  await sim.voice({ allowWs: true, conferenceStatusCallback: `${stack.serverUrl}/webhooks/voice` })
  const { workers } = await sim.call<{ workers: readonly { sid: string }[] }>('POST', '/seed', {
    workers: [{ name: 'first@example.com' }, { name: 'second@example.com' }],
  })
  const [a, b] = workers
  if (!a || !b) throw new Error('The seed returned no agents')

  const call = await sim.phone({ workerSid: a.sid })
  await sim.accept(call.reservationSid)
  seen('call.accepted', { taskSid: call.taskSid, callSid: call.callSid, workerSid: a.sid })
  const running = async () =>
    (await sim.phoneState(call.taskSid)).streams.filter((each) => each.status === 'in-progress')
  const streams = (...reservations: readonly string[]): Promise<SimPhone['streams']> =>
    until(`${reservations.length} streams run`, async () => {
      const now = await running()
      const names = now.map(({ name }) => name).sort()
      return (
        names.join() ===
          reservations
            .map((each) => `esc-${each}`)
            .sort()
            .join() && now
      )
    })
  const [streamA] = await streams(call.reservationSid)
  seen('stream.started', { agent: 'A', streamSid: streamA?.sid })
  await safe(sim, call.taskSid)
  await pause(talk)

  const transfer = await sim.transfer(call.taskSid, { to: b.sid, mode: 'warm', workerSid: a.sid })
  await sim.accept(transfer.reservationSid)
  seen('transfer.accepted', { workerSid: b.sid })
  const both = await streams(call.reservationSid, transfer.reservationSid)
  const streamB = both.find(({ sid }) => sid !== streamA?.sid)
  seen('stream.started', { agent: 'B', streamSid: streamB?.sid })
  await safe(sim, call.taskSid)
  await pause(talk)

  await sim.completeTransfer(call.taskSid, a.sid)
  seen('agent.left', { workerSid: a.sid })
  await streams(transfer.reservationSid)
  seen('stream.stopped', { agent: 'A', streamSid: streamA?.sid })
  const { status, conference } = await sim.phoneState(call.taskSid)
  expectThat('the customer is still on the phone', status === 'in-progress' && conference?.status === 'in-progress')
  seen('call.lives', { callSid: call.callSid })
  await pause(talk)

  await sim.hangUp(call.taskSid, { workerSid: b.sid })
  await streams()
  seen('streams.stopped', { running: 0 })
  await reportTones(stack, seen, [streamA?.sid ?? '', streamB?.sid ?? ''])
}

/** Waits until the task tells the agent that the call survives a transfer. */
const safe = (sim: ReturnType<typeof simAt>, taskSid: string) =>
  until('the task says that a transfer is safe', async () =>
    (await sim.task(taskSid)).attributes.includes('"survivesTransfer":"yes"'),
  )

async function reportTones({ env }: Stack, seen: Seen, sids: readonly string[]): Promise<void> {
  const reports = await until('both recordings are complete', async () => {
    const answer = await fetch(`${env['STREAM_RECEIVER']}/streams`)
    const { streams } = (await answer.json()) as { streams: readonly StreamReport[] } // our own receiver
    return streams.length === 2 && streams.every((each) => each.endedAt !== null) && streams
  })
  const [first, second] = sids.map((sid) => reports.find((each) => each.streamSid === sid))
  if (!first || !second) throw new Error('Expectation failed: the received streams are not the started ones')
  for (const { streamSid, heard, parameters } of [first, second]) {
    for (const { track, tone, from, to } of heard)
      seen('heard', {
        streamSid,
        transfer: parameters['transfer'],
        track,
        tone,
        from: iso(from),
        to: iso(to),
        ms: to - from,
      })
  }
  const customer = (each: StreamReport) => each.heard.filter(({ track, tone }) => track === 'inbound' && tone === 440)
  const lastOfFirst = Math.max(...customer(first).map(({ to }) => to))
  const firstOfSecond = Math.min(...customer(second).map(({ from }) => from))
  expectThat('the customer was heard in both streams', Number.isFinite(lastOfFirst) && Number.isFinite(firstOfSecond))
  expectThat('and without a gap', firstOfSecond <= lastOfFirst)
  seen('seam', { overlapMs: lastOfFirst - firstOfSecond, gapMs: Math.max(0, firstOfSecond - lastOfFirst) })
}

const iso = (ms: number) => new Date(ms).toISOString()
