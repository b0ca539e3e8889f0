import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const readme = await readFile(join(root, 'simulator', 'README.md'), 'utf-8')
const blocksOf = (text: string) =>
  [...text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```/gm)].map(([, indent = '', language, body = '']) => ({
    language,
    text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }))
const [, firstSteps = ''] = /^## Five minutes.*\n([\s\S]*?)^### /m.exec(readme) ?? []
const [, otherWays = ''] = /^### Other clients.*\n([\s\S]*?)^## /m.exec(readme) ?? []

type Line = { readonly listening: string; readonly tls: string; readonly certificate: string }
let folder = ''
let line: Line
let stop = async () => {}

/** Another project: `twilio` from npm and nothing of ours. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stranger-'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const child = spawn(process.execPath, [join(root, 'simulator', 'main.ts'), '--control', '--tls'], {
    env: { SIMULATOR_PORT: '0', SIMULATOR_TLS_PORT: '0', SIMULATOR_TLS_FOLDER: join(folder, 'tls') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  stop = async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  const [said] = await once(createInterface({ input: child.stdout }), 'line')
  line = JSON.parse(String(said)) as Line
})
afterAll(async () => {
  await stop()
  await rm(folder, { recursive: true })
})

/** Runs the commands of the README, with the ports and the certificate of this run. */
async function run(script: string): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-ec', here(script)], {
    cwd: folder,
    env: { PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, HOME: folder },
  })
  return stdout
}

const here = (text: string): string =>
  text
    .replaceAll('http://127.0.0.1:4010', line.listening)
    .replaceAll('127.0.0.1:4443', line.tls.replace('https://', ''))
    .replaceAll('/…/certificate.pem', line.certificate)

/** Files are named in their first line. */
async function written(text: string): Promise<string> {
  const blocks = blocksOf(text)
  for (const { text: body } of blocks.filter(({ language }) => language === 'js')) {
    const [, name = ''] = /^\/\/ (\S+)\n/.exec(body) ?? []
    await writeFile(join(folder, name), here(body))
  }
  return blocks.flatMap(({ language, text: body }) => (language === 'sh' ? [body] : [])).join('\n')
}

describe('the first five minutes of the README', () => {
  const [start = ''] = blocksOf(firstSteps).map(({ text }) => text)
  const settings = blocksOf(firstSteps).find(({ text }) => text.startsWith('export'))?.text ?? ''

  it('begin with the command that this test ran', () => {
    expect(start).toBe('npm run simulator -- --control --tls\n')
  })

  it('end with a function that the simulator answers, by its environment alone', async () => {
    const script = (await written(firstSteps)).replace(start, '')
    const expected = blocksOf(firstSteps).at(-1)?.text ?? ''
    expect(expected).toContain('in-progress')
    expect((await run(script)).endsWith(expected)).toBe(true)
  })

  it('have other ways: curl sent to the port with TLS, and a library with another address', async () => {
    const script = `${settings}${await written(otherWays)}`
    expect(JSON.parse(await run(script))).toMatchObject({ rooms: [{ status: 'in-progress' }] })
    expect(await run(`${settings.replace(/^export HTTP_PROXY.*\n/m, '')}node address.cjs`)).toBe('1\n')
  })

  it('have other ways: curl and fetch through a proxy', async () => {
    const rooms = 'https://video.twilio.com/v1/Rooms'
    const curl = `curl -s --proxy http://127.0.0.1:4010 --cacert "$NODE_EXTRA_CA_CERTS" -u "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN" ${rooms}`
    expect(JSON.parse(await run(`${settings}${curl}`))).toMatchObject({ rooms: [{}] })
    const fetching = `NODE_USE_ENV_PROXY=1 HTTPS_PROXY=$HTTP_PROXY node -e 'fetch("${rooms}").then((answer) => console.log(answer.status))'`
    expect(await run(`${settings}${fetching}`)).toBe('401\n')
  })

  it('have other ways: a region’s own host, which accepts only keys of that region', async () => {
    const list = `require("twilio")(process.env.TWILIO_ACCOUNT_SID, process.env.TWILIO_AUTH_TOKEN).calls.list()`
    const script = `${settings}TWILIO_REGION=ie1 TWILIO_EDGE=dublin node -e '${list}.catch((error) => console.log(error.status))'`
    expect(await run(script)).toBe('401\n')
  })

  it('name what is not imitated', async () => {
    const curl = `curl -si --proxy http://127.0.0.1:4010 --suppress-connect-headers --cacert "$NODE_EXTRA_CA_CERTS" https://studio.twilio.com/v2/Flows`
    expect(await run(`${settings}${curl}`)).toMatch(/^HTTP\/1\.1 404[\s\S]*x-simulator-gap: GET studio\.twilio\.com/i)
  })
})
