import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { ViewportSize } from 'playwright-core'
import { createSimulator } from '../../../simulator/simulator.ts'
import { cutSignalling, serveSignalling } from '../../../simulator/video/signalling/serve-signalling.ts'
import { openProfile } from '../../../tools/browser.ts'
import { chromium } from '../../../tools/chromium.ts'
import { flexDesktop } from '../../../tools/flex-desktop.ts'
import { flexShell } from '../../../tools/flex-shell.ts'
import { freePort } from '../../../tools/free-port.ts'
import { onPage } from '../../../tools/on-page.ts'
import { builtPage } from '../../../tools/page-build.ts'
import { contextOf, type PersonOptions, person } from '../../../tools/person.ts'
import { builtPlugin } from '../../../tools/plugin-build.ts'
import { type Program, startProgram } from '../../../tools/program.ts'
import { startRedis } from '../../../tools/redis.ts'
import { type SimWorker, simAt } from '../../../tools/sim.ts'
import { credentials } from '../../../tools/stack.ts'
import { until } from '../../../tools/until.ts'
import { cheap } from '../../support/a-browser.ts'
import { picturesOf, theBrowser } from '../../support/the-browser.ts'
import { addWitness } from '../../support/witnesses.ts'

/** Another plugin's script, which Flex loads before ours or after it, and whether Flex transfers chats by itself. */
export type Beside = {
  readonly first?: string
  readonly last?: string
  readonly transfers?: { readonly enabled?: boolean; readonly notes?: boolean }
}
export type Desktop = Awaited<ReturnType<typeof aDesktop>>

let shared: Promise<Desktop> | undefined

/** The desktop of this process: the files of a worker use it one after the other, and it ends with the process. */
export function theDesktop(): Promise<Desktop> {
  shared ??= aDesktop()
  return shared
}

const key = `${credentials.TWILIO_API_KEY_SID}:${credentials.TWILIO_API_KEY_SECRET}`
const authorization = `Basic ${Buffer.from(key).toString('base64')}`

/** Flex serves one script per plugin, and no file next to it. */
const withSeldomWords = async () => [await builtPlugin(), await builtPlugin('en.late')].join('\n')

/** Everything is real except Twilio's cloud: Redis, server, worker, Flex UI with the built plugin, and browsers. */
export async function aDesktop() {
  const [script, shell] = await Promise.all([withSeldomWords(), flexShell(), builtPage()])
  const { cloud, app } = createSimulator({
    control: true,
    flexShell: shell,
    account: {
      accountSid: credentials.TWILIO_ACCOUNT_SID,
      authToken: credentials.TWILIO_AUTH_TOKEN,
      apiKeySid: credentials.TWILIO_API_KEY_SID,
      apiKeySecret: credentials.TWILIO_API_KEY_SECRET,
    },
    fixedSids: {
      workspaceSid: credentials.TWILIO_WORKSPACE_SID,
      chatServiceSid: credentials.TWILIO_CHAT_SERVICE_SID,
      transferWorkflowSid: credentials.TWILIO_TRANSFER_WORKFLOW_SID,
    },
  })
  const twilio = createServer(getRequestListener(app.fetch))
  serveSignalling(cloud, twilio)
  const [simulatorPort, serverPort] = [await freePort(), await freePort()]
  await new Promise<void>((resolve) => void twilio.listen(simulatorPort, '127.0.0.1', resolve))
  const [simulatorUrl, serverUrl] = [`http://127.0.0.1:${simulatorPort}`, `http://127.0.0.1:${serverPort}`]

  const redis = await startRedis()
  const env = {
    ...credentials,
    REDIS_URL: redis.url,
    PORT: String(serverPort),
    PUBLIC_URL: serverUrl,
    TWILIO_API_URL: simulatorUrl,
    TWILIO_VIDEO_SIGNALING_URL: `ws://127.0.0.1:${simulatorPort}/signaling`,
    FLEX_ORIGINS: simulatorUrl,
    LOG_LEVEL: 'warn',
    VIDEO_REQUESTS: 'on',
  }
  const programs: Program[] = []
  const run = (name: string, file: string) => {
    const program = startProgram(name, { file, env, heard: () => undefined })
    programs.push(program)
    return program
  }
  const answers = (path: string) => async () => (await fetch(`${serverUrl}${path}`)).ok
  const startServer = async () => {
    const server = run('server', 'webhooks/main.ts')
    await until('the server answers', answers('/healthz'))
    return server
  }
  let server = await startServer()
  const sim = simAt(simulatorUrl)
  await sim.call('POST', '/seed', {
    conversationsWebhookUrl: `${serverUrl}/webhooks/conversations`,
    taskrouterWebhookUrl: `${serverUrl}/webhooks/taskrouter`,
  })
  run('worker', 'workers/main.ts')
  await until('the server is ready', answers('/readyz'))

  const browser = await theBrowser()
  // Flex is 18 MB of script: all agents share one browser, which caches the compiled script.
  const profile = await mkdtemp(join(tmpdir(), 'escalate-flex-'))
  const { version } = await chromium()
  const agents = await openProfile(
    profile,
    contextOf(version, { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' }),
  )
  const dismiss = addWitness({ tell: () => picturesOf([agents]) })
  let hired = 0
  return {
    cloud,
    sim,
    env,
    /** Releases no plugin, so that Flex loads what `configured` gives. */
    async withdrawPlugins(): Promise<void> {
      const post = async (path: string, form: Readonly<Record<string, string>>) => {
        const given = { method: 'POST', headers: { authorization }, body: new URLSearchParams(form) }
        const answer = await fetch(`${simulatorUrl}/flex-api/v1/PluginService/${path}`, given)
        return (await answer.json()) as { readonly sid: string } // Twilio's own contract
      }
      const { sid } = await post('Configurations', { Name: 'none' })
      await post('Releases', { ConfigurationId: sid })
    },
    stopServer: () => server.stop(),
    async startServer() {
      server = await startServer()
    },
    serverUrl,
    simulatorUrl,
    /**
     * The configuration for every Flex that opens from now on: our plugin with these settings, and the other plugins.
     */
    configured: (
      escalate: Readonly<Record<string, unknown>>,
      features: readonly string[],
      { first, last, transfers = { enabled: false } }: Beside = {},
    ) => {
      const other = (text: string | undefined) =>
        text === undefined ? [] : [{ name: 'plugin-other', version: '1.0.0', script: text }]
      const ours = { name: 'plugin-escalate', version: '0.1.0', script }
      return sim.call('POST', '/flex-ui', {
        plugins: [...other(first), ours, ...other(last)],
        configuration: { ui_attributes: { custom_data: { escalate: { server: serverUrl, ...escalate } } } },
        features,
        transfers,
      })
    },
    /** Flex's requests since this journal entry that the simulator does not know. */
    unhandled: (after = 0) =>
      cloud.journal.after(after).filter((each) => each.kind === 'change' && each.change === 'flex-ui.unhandled'),
    /** An agent at Flex without a task. All agents share cookies and local storage; sessions are per page. */
    async agent(viewport?: ViewportSize, roles: readonly string[] = ['agent']) {
      hired += 1
      const workers = [{ name: `agent-${hired}@example.com`, fullName: `Agent ${hired}`, roles }]
      const [worker] = (await sim.call<{ workers: SimWorker[] }>('POST', '/seed', { workers })).workers
      if (!worker) throw new Error('Nobody was hired')
      const page = await agents.newPage()
      if (viewport) await page.setViewportSize(viewport)
      const desk = flexDesktop(page, simulatorUrl)
      await desk.opens(worker.sid)
      return { ...desk, context: agents, worker, leave: () => page.close() }
    },
    async customer(who: PersonOptions = {}) {
      const someone = await person(browser, { ...cheap(who), ...who })
      return { ...someone, ...onPage(someone.page) }
    },
    async stop() {
      dismiss()
      await agents.close()
      await rm(profile, { recursive: true, force: true })
      await Promise.all(programs.map((each) => each.stop()))
      await redis.stop()
      twilio.closeAllConnections()
      await new Promise<void>((resolve) => void twilio.close(() => resolve()))
      cutSignalling(cloud)
    },
  }
}
