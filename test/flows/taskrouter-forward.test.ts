import { expect, it, onTestFinished } from 'vitest'
import { credentials } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre } from '../support/a-call-centre.ts'
import { aConsumer } from '../support/a-consumer.ts'

it('the earlier consumer of TaskRouter’s events gets each of them, unchanged and signed, and the video works', async () => {
  const { url, got } = await aConsumer(credentials.TWILIO_AUTH_TOKEN)
  const centre = await aCallCentre({ env: { TASKROUTER_FORWARD_URL: url } })
  onTestFinished(() => centre.stop())
  const chat = await centre.chat()
  await chat.invited()
  await chat.ends('wrapup')
  await chat.saying('ended')
  await centre.delivered()
  const sent = (await centre.journal()).filter(
    (each) => each.kind === 'webhook' && each['product'] === 'taskrouter' && each['status'] === 204,
  )
  await until('all are there', async () => got.length >= sent.length)
  const bodies = sent.map((each) => new URLSearchParams(each['params'] as Record<string, string>).toString())
  expect(got.map(({ body }) => body).sort()).toEqual(bodies.sort())
  expect(got.map(({ type }) => type)).toEqual(expect.arrayContaining(['worker.created', 'reservation.accepted']))
  expect(got.every(({ isGenuine }) => isGenuine)).toBe(true)
  const metrics = async () => (await fetch(`${centre.serverUrl}/metrics`)).text()
  await until('its queue is counted', async () => (await metrics()).includes('taskrouter-forward'), {
    withinMs: 60_000,
  })
})
