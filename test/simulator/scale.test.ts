import { expect, it } from 'vitest'
import { createJournal } from '../../simulator/cloud/journal.ts'
import { createSimulator } from '../../simulator/simulator.ts'
import { jsonRequest, restRequest, unhurried } from './running-simulator.ts'

/** How much longer the last tenth of so many runs took than the second tenth: the machine warms up in the first. */
async function slowdown(runs: number, run: (i: number) => unknown): Promise<number> {
  const tenth = runs / 10
  const times: number[] = []
  for (let i = 0; i < runs; i += 1) {
    const started = performance.now()
    await run(i)
    times.push(performance.now() - started)
  }
  // Uses the quicker runs: load on the machine lengthens some runs, growing work lengthens all.
  const quick = (part: number[]): number => part.toSorted((a, b) => a - b)[Math.floor(part.length / 10)] ?? 0
  return quick(times.slice(-tenth)) / quick(times.slice(tenth, 2 * tenth))
}

it.each(['rooms', 'chats'])(
  'the last of five thousand %s takes less than three times as long as an early one',
  async (kind) => {
    const { app, cloud } = createSimulator({ control: true, rates: unhurried })
    await app.request('/__sim/seed', jsonRequest('POST'))
    const factor = await slowdown(5_000, (i) =>
      kind === 'rooms'
        ? app.request('/video/v1/Rooms', restRequest('POST', { UniqueName: `room-${i}` }))
        : app.request('/__sim/chats', jsonRequest('POST', { channel: 'web' })),
    )
    expect(kind === 'rooms' ? cloud.video.inProgress.size : cloud.flex.interactions.size).toBe(5_000)
    expect(factor).toBeLessThan(3)
  },
)

it('a thousand waiting tasks are offered one by one as the only agent becomes free', async () => {
  const { app, cloud } = createSimulator({ control: true })
  const workers = [{ name: 'ada', chatCapacity: 1 }]
  await app.request('/__sim/seed', jsonRequest('POST', { workers }))
  for (let i = 0; i < 1_000; i += 1) {
    await app.request('/__sim/chats', jsonRequest('POST', { channel: 'web' }))
  }
  const [workspace] = cloud.taskrouter.workspaces.values()
  const offered = () =>
    [...(workspace?.tasks.values() ?? [])].flatMap((task) => (task.status === 'reserved' ? task.sid : []))
  const tasks = [...(workspace?.tasks.keys() ?? [])]
  expect(workspace?.waiting.size).toBe(999)
  for (const sid of tasks.slice(0, 100)) {
    expect(offered()).toEqual([sid])
    await app.request(`/__sim/tasks/${sid}/cancel`, jsonRequest('POST'))
  }
  expect(workspace?.waiting.size).toBe(899)
})

it('the journal keeps the last 50,000 entries', () => {
  const journal = createJournal(() => 0)
  for (let i = 0; i < 60_001; i += 1) journal.change('something', '')
  const entries = journal.after(0)
  expect([entries.length, entries[0]?.n, entries.at(-1)?.n]).toEqual([50_000, 10_002, 60_001])
})
