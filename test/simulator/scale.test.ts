import { expect, it } from 'vitest'
import { createSimulator } from '../../simulator/simulator.ts'
import { restRequest } from './running-simulator.ts'

/** How long the last so many runs of something took, against the first so many. */
async function slowdown(runs: number, run: (i: number) => unknown): Promise<number> {
  const tenth = runs / 10
  const times: number[] = []
  for (let i = 0; i < runs; i += 1) {
    const started = performance.now()
    await run(i)
    times.push(performance.now() - started)
  }
  const middle = (part: number[]): number => part.toSorted((a, b) => a - b)[part.length >> 1] ?? 0
  // The first tenth is left out: the machine is still warming up.
  return middle(times.slice(-tenth)) / middle(times.slice(tenth, 2 * tenth))
}

// Quadratic work would make the last of ten thousand several times slower than the first.
it.each(['rooms', 'chats'])('ten thousand %s do not slow each other down', async (kind) => {
  const { app, cloud } = createSimulator({ control: true })
  await app.request('/__sim/seed', { method: 'POST' })
  const factor = await slowdown(10_000, (i) =>
    kind === 'rooms'
      ? app.request('/video/v1/Rooms', restRequest('POST', { UniqueName: `room-${i}` }))
      : app.request('/__sim/chats', { method: 'POST', body: JSON.stringify({ channel: 'web' }) }),
  )
  expect(kind === 'rooms' ? cloud.video.inProgress.size : cloud.flex.interactions.size).toBe(10_000)
  expect(factor).toBeLessThan(5)
})

it('ten thousand waiting tasks are taken one by one as agents become free', async () => {
  const { app, cloud } = createSimulator({ control: true })
  const workers = [{ name: 'ada', chatCapacity: 1 }]
  await app.request('/__sim/seed', { method: 'POST', body: JSON.stringify({ workers }) })
  for (let i = 0; i < 10_000; i += 1) {
    await app.request('/__sim/chats', { method: 'POST', body: JSON.stringify({ channel: 'web' }) })
  }
  const [workspace] = cloud.taskrouter.workspaces.values()
  expect(workspace?.waiting.size).toBe(9_999)
  for (const { sid } of [...(workspace?.tasks.values() ?? [])].slice(0, 100)) {
    await app.request(`/__sim/tasks/${sid}/cancel`, { method: 'POST' })
  }
  expect(workspace?.waiting.size).toBe(9_899)
})
