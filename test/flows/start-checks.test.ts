import { afterAll, beforeAll, expect, it } from 'vitest'
import { simAt } from '../../tools/sim.ts'
import { credentials, type Stack, startStack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'

let stack: Stack
const heard: string[] = []
beforeAll(async () => {
  stack = await startStack({ heard: (program, line) => program === 'server' && heard.push(line) })
})
afterAll(() => stack?.stop())

it('the log names a queue that no filter of the transfer workflow reaches; readiness names a missing workflow', async () => {
  const sim = simAt(stack.simulatorUrl)
  const ready = async () =>
    (await (await fetch(`${stack.serverUrl}/readyz`)).json()) as { checks: { transfers: string } }
  expect((await ready()).checks.transfers).toBe('ok')
  expect(heard.join('\n')).not.toContain('transfer workflow')

  const authorization = `Basic ${btoa(`${credentials.TWILIO_ACCOUNT_SID}:${credentials.TWILIO_AUTH_TOKEN}`)}`
  const answer = await fetch(
    `${stack.simulatorUrl}/taskrouter/v1/Workspaces/${credentials.TWILIO_WORKSPACE_SID}/TaskQueues`,
    { method: 'POST', headers: { authorization }, body: new URLSearchParams({ FriendlyName: 'Night watch' }) },
  )
  expect(answer.status).toBe(201)
  await stack.server.stop()
  const second = await stack.startServer()
  await until('the log names the queue', async () =>
    heard.some((line) => line.includes('no filter of the transfer workflow') && line.includes('Night watch')),
  )

  await second.stop()
  await sim.fault({ kind: 'status', status: 404, product: 'taskrouter', path: 'Workflows/WW' })
  await stack.startServer()
  expect((await ready()).checks.transfers).toBe('there is no workflow TWILIO_TRANSFER_WORKFLOW_SID')
  await until('the log says so', async () => heard.some((line) => line.includes('transfers cannot work')))
}, 60_000)
