import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { assumptions } from '../../simulator/cloud/assumptions.ts'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(() => simulator.control('POST', '/reset'))

it('the list has all assumptions of applications, and none is untrue at first', async () => {
  expect((await simulator.control('GET', '/assumptions')).body).toEqual({ assumptions, untrue: [] })
})

it('the named assumptions become untrue, instead of earlier ones, until a reset', async () => {
  const untrue = async () => (await simulator.control('GET', '/assumptions')).body['untrue']
  await simulator.control('POST', '/assumptions', { untrue: ['task-version-is-etag', 'reads-catch-up'] })
  await simulator.control('POST', '/assumptions', { untrue: ['events-say-more'] })
  expect(await untrue()).toEqual(['events-say-more'])
  await simulator.control('POST', '/reset')
  expect(await untrue()).toEqual([])
})

it('an unknown assumption is refused, and nothing changes', async () => {
  const { status } = await simulator.control('POST', '/assumptions', { untrue: ['events-say-more', 'twilio-is-free'] })
  expect(status).toBe(400)
  expect(simulator.cloud.untrue.size).toBe(0)
})
