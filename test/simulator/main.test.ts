import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { jsonRequest, restRequest } from './running-simulator.ts'

const main = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url))

/** Starts the program as a command. */
async function start(env: Record<string, string>, args: string[] = []) {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'], SIMULATOR_PORT: '0', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const output = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  await once(output, 'line')
  return { child, lines, url: String(JSON.parse(lines[0] ?? '{}').listening), exit: once(child, 'exit') }
}

describe('the program', () => {
  it('prints its address in its only line, and exits with 0 after SIGTERM', async () => {
    const { child, lines, url, exit } = await start({}, ['--control'])
    expect((await fetch(`${url}/__sim/state`)).status).toBe(200)
    child.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
    expect(lines).toEqual([`{"listening":"${url}"}`])
  })

  it('prints requests that it does not imitate on stderr', async () => {
    const child = spawn(process.execPath, [main, '--control'], { env: { SIMULATOR_PORT: '0' }, stdio: 'pipe' })
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    const { listening } = JSON.parse(String(line)) as { listening: string }
    await fetch(`${listening}/video/v1/CompositionHooks`, restRequest('GET'))
    await fetch(`${listening}/video/v1/Nothing`, restRequest('GET'))
    await fetch(`${listening}/__twilio/studio.twilio.com/v2/Flows`)
    child.kill('SIGTERM')
    expect(await text(child.stderr)).toBe(
      'Not imitated: GET video/v1/CompositionHooks: CompositionHooks\n' +
        'Not imitated: GET video/v1/Nothing: an address the simulator does not know\n' +
        'Not imitated: GET studio.twilio.com/v2/Flows: an address the simulator does not know\n',
    )
  })

  it('accepts signalling connections on the same port, and does not wait for them when it stops', async () => {
    const { child, url, exit } = await start({ SIMULATOR_SESSION_TIMEOUT_SECONDS: '4' }, ['--control'])
    const settings = await fetch(`${url}/__sim/signalling`)
    expect(await settings.json()).toMatchObject({ mode: 'ok', sessionTimeoutSeconds: 4 })
    const browser = new WebSocket(`${url.replace('http', 'ws')}/signaling`)
    await new Promise((resolve) => browser.addEventListener('open', resolve))
    child.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
  })

  it('takes the settings of media streams from its environment', async () => {
    const { child, url, exit } = await start({ SIMULATOR_MEDIA: '0', SIMULATOR_ALLOW_WS: '1' }, ['--control'])
    const settings = await fetch(`${url}/__sim/voice`, jsonRequest('POST'))
    expect(await settings.json()).toMatchObject({ media: false, allowWs: true })
    child.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
  })

  it.each([
    ['SIMULATOR_PORT', 'eleven'],
    ['SIMULATOR_TLS_PORT', '70000'],
  ])('does not start with %s=%s, and says why', async (name, value) => {
    const child = spawn(process.execPath, [main], { env: { SIMULATOR_PORT: '0', [name]: value }, stdio: 'pipe' })
    const [[code], said] = await Promise.all([once(child, 'exit'), text(child.stderr)])
    expect(code).toBe(1)
    expect(said).toContain(`${name} is not a port`)
  })

  it.each([
    ['TWILIO_AUTH_TOKEN', 'b5d1f0c29a7e4836b5d1f0c29a7e4836'],
    ['TWILIO_API_KEY_SECRET', 'q8ZrT1vXy0LmN3bCdE5fGh7JkP9sUwA2'],
  ])('does not start with a real-looking %s, and does not repeat it', async (name, value) => {
    const child = spawn(process.execPath, [main], { env: { SIMULATOR_PORT: '0', [name]: value }, stdio: 'pipe' })
    const [[code], said] = await Promise.all([once(child, 'exit'), text(child.stderr)])
    expect(code).toBe(1)
    expect(said).toContain(`omit ${name}`)
    expect(said).not.toContain(value)
  })

  it('accepts a made-up credential that says so', async () => {
    const { child, exit } = await start({ TWILIO_AUTH_TOKEN: 'simulated-token-of-another-account' })
    child.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
  })

  it('does not start with an unknown SIMULATOR_ROOM_MEDIA', async () => {
    const env = { SIMULATOR_PORT: '0', SIMULATOR_ROOM_MEDIA: 'both' }
    const child = spawn(process.execPath, [main], { env, stdio: 'pipe' })
    const [[code], said] = await Promise.all([once(child, 'exit'), text(child.stderr)])
    expect(code).toBe(1)
    expect(said).toContain('SIMULATOR_ROOM_MEDIA is neither server nor peers')
  })

  it('exits with 0 when its stdin closes, if SIMULATOR_EXIT_WITH_PARENT is 1', async () => {
    const { child, url, exit } = await start({ SIMULATOR_EXIT_WITH_PARENT: '1' })
    expect((await fetch(`${url}/__sim/state`)).status).toBe(404)
    child.stdin.end()
    expect(await exit).toEqual([0, null])
  })
})
