import { describe, expect, it } from 'vitest'
import { type Program, startProgram } from '../../tools/program.ts'
import { until } from '../../tools/until.ts'

/** Runs the demo as a command, and keeps its output. */
function demo(...words: readonly string[]): { readonly program: Program; readonly lines: string[] } {
  const lines: string[] = []
  const program = startProgram('demo', { file: 'tools/demo.ts', words, env: {}, heard: (line) => lines.push(line) })
  return { program, lines }
}

describe('the demo', () => {
  it('plays the main story once, prints one JSON object per step, and exits 0', async () => {
    const { program, lines } = demo('--once')
    expect(await program.exited, program.lastWords()).toBe(0)
    const steps = lines.map((line) => JSON.parse(line) as { at: string; step: string })
    expect(steps.map(({ step }) => step)).toEqual([
      'task.accepted',
      'command.typed',
      'room.created',
      'invite.posted',
      'command.removed',
      'link.opened-by-bots',
      'customer.waiting',
      'agent.joined',
      'customer.joined',
      'video.seen',
      'video.live',
      'task.wrapup',
      'pages.told',
      'room.completed',
      'outcome.written',
      'link.dead',
    ])
    expect(steps.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true)
  }, 90_000)

  it('plays a transfer with a live video, in which the customer never reconnects', async () => {
    const { program, lines } = demo('--once', '--story', 'transfer')
    expect(await program.exited, program.lastWords()).toBe(0)
    const steps = lines.map((line) => JSON.parse(line) as { step: string; reconnects?: number })
    expect(steps.map(({ step }) => step).slice(-16)).toEqual([
      'video.live',
      'transfer.asked',
      'transfer.ringing',
      'transfer.accepted',
      'customer.told',
      'escalation.followed',
      'second-agent.joined',
      'first-agent.gone',
      'video.seen',
      'tasks.written',
      'picture.kept',
      'task.wrapup',
      'pages.told',
      'room.completed',
      'outcome.written',
      'link.dead',
    ])
    expect(steps.find(({ step }) => step === 'picture.kept')).toMatchObject({ reconnects: 0 })
  }, 120_000)

  it('plays a call with streams, in which the customer’s audio has a gap of 0 ms between agents', async () => {
    const { program, lines } = demo('--once', '--story', 'streams')
    expect(await program.exited, program.lastWords()).toBe(0)
    const steps = lines.map((line) => JSON.parse(line) as { step: string; gapMs?: number; tone?: number })
    expect([...new Set(steps.map(({ step }) => step))]).toEqual([
      'call.accepted',
      'stream.started',
      'transfer.accepted',
      'agent.left',
      'stream.stopped',
      'call.lives',
      'streams.stopped',
      'heard',
      'seam',
    ])
    expect(new Set(steps.flatMap(({ tone }) => tone ?? []))).toEqual(new Set([300, 440, 600, 800]))
    expect(steps.at(-1)).toMatchObject({ gapMs: 0 })
  }, 90_000)

  it('exits 1 with the unknown name when there is no such story', async () => {
    const { program } = demo('--once', '--story', 'nonsense')
    expect(await program.exited).toBe(1)
    expect(program.lastWords()).toContain('Unknown story "nonsense"')
  })

  it('serves the simulator’s page until it is stopped, and exits 0', async () => {
    const { program, lines } = demo()
    const desk = await until('its address', async () => /http\S+\/desk/.exec(lines.join('\n'))?.[0])
    expect((await fetch(desk)).status).toBe(200)
    await program.stop()
    expect(await program.exited, program.lastWords()).toBe(0)
    await expect(fetch(desk)).rejects.toThrow()
  })
})
