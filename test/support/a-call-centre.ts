import { type Entry, type SimWorker, simAt } from '../../tools/sim.ts'
import { credentials, type StackOptions, startStack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { type Case, openCase } from './a-case.ts'
import { signatureOf } from './a-signed-form.ts'
import { lagOfThisRun } from './lag-of-this-run.ts'
import { lookInto } from './look-into.ts'
import { storyOfATest } from './story-of-a-test.ts'
import { addWitness } from './witnesses.ts'

export type CallCentre = Awaited<ReturnType<typeof aCallCentre>>
export type ChatOptions = {
  readonly channel?: 'web' | 'sms' | 'whatsapp'
  readonly customer?: { readonly name?: string; readonly identity?: string; readonly address?: string }
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly workerSid?: string
}

/**
 * Tests of one account read transfers in parallel, and more often than users do. `flows/limits` has the rate itself.
 */
export const tolerantRates = { interactionRequests: null }

const key = `${credentials.TWILIO_API_KEY_SID}:${credentials.TWILIO_API_KEY_SECRET}`
const authorization = `Basic ${Buffer.from(key).toString('base64')}`

/**
 * A contact centre of four processes: Redis, a Twilio, the server and a worker. Every chat gets an agent of its own
 * unless a test names one, so stories do not disturb each other. The reconciler is off by default.
 */
export async function aCallCentre({ env = {}, ...options }: StackOptions = {}) {
  const stack = await startStack({ ...options, env: { RECONCILE_SECONDS: '600', LOG_LEVEL: 'info', ...env } })
  const sim = simAt(stack.simulatorUrl)
  await Promise.all([sim.lagReads(lagOfThisRun), sim.rates(tolerantRates)])
  const inside = lookInto(stack.redisUrl, env['REDIS_PREFIX'])
  const dismiss = addWitness(storyOfATest(sim, inside))
  let hired = 0

  async function hire(roles = ['agent']): Promise<SimWorker> {
    hired += 1
    const workers = [{ name: `agent-${hired}@example.com`, fullName: `Agent ${hired}`, roles }]
    const { workers: made } = await sim.call<{ workers: SimWorker[] }>('POST', '/seed', { workers })
    const [worker] = made
    if (!worker) throw new Error('Nobody was hired')
    return worker
  }

  /** A customer has written, and an agent has accepted. `isKnown`: Escalate has the acceptance. */
  async function chat(options: ChatOptions = {}, isKnown = true): Promise<Case> {
    const agent = options.workerSid ? { sid: options.workerSid, token: '' } : await hire()
    const token = agent.token || (await sim.flexToken(agent.sid))
    const made = await sim.chat({ ...options, workerSid: agent.sid })
    await sim.accept(made.reservationSid)
    if (isKnown) await until('the acceptance is known', async () => (await inside.keyOf(made.taskSid)) !== undefined)
    return openCase({ sim, serverUrl: stack.serverUrl, chat: { ...made, workerSid: agent.sid }, token })
  }

  const pending = async () => (await sim.call<{ pending: number }>('GET', '/webhooks')).pending
  const last = async () => (await sim.journal(Number.MAX_SAFE_INTEGER)).last

  return {
    ...stack,
    sim,
    inside,
    hire,
    chat,
    last,
    /** The simulated Twilio's changes and requests since `after`, and the webhooks to us. */
    async journal(after = 0): Promise<readonly Entry[]> {
      return (await sim.journal(after)).entries
    },
    /** Every webhook so far was answered, or given up. */
    delivered: () => until('all webhooks are delivered', async () => (await pending()) === 0),
    /** Nothing is left to do: no webhook, no job except timers, no outbox. What has not happened now, does not. */
    async settled(withinMs = 30_000): Promise<void> {
      const look = async () => {
        const before = await last()
        const isQuiet = (await pending()) === 0 && (await inside.underWay()) === 0 && (await pending()) === 0
        return isQuiet && (await last()) === before
      }
      await until('nothing is under way', look, { withinMs })
    },
    /** Another user of Twilio's REST API, e.g. another integration of the contact centre. */
    async rest<T>(path: string, form?: Readonly<Record<string, string>>): Promise<T> {
      const body = form && { method: 'POST', body: new URLSearchParams(form) }
      const answer = await fetch(`${stack.simulatorUrl}${path}`, { headers: { authorization }, ...body })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as T // the simulator's own contract, checked by its tests
    },
    /** A webhook made by the test, signed as Twilio signs. */
    post(path: string, parameters: Readonly<Record<string, string>>): Promise<Response> {
      const url = `${stack.serverUrl}${path}`
      const form = { AccountSid: credentials.TWILIO_ACCOUNT_SID, ...parameters }
      const signature = signatureOf(url, form, credentials.TWILIO_AUTH_TOKEN)
      return fetch(url, {
        method: 'POST',
        headers: { 'x-twilio-signature': signature },
        body: new URLSearchParams(form),
      })
    },
    async stop(): Promise<void> {
      dismiss()
      await inside.close()
      await stack.stop()
    },
  }
}
