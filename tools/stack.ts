import { freePort } from './free-port.ts'
import { builtPages } from './page-build.ts'
import { type Program, startProgram } from './program.ts'
import { type Redis, startRedis } from './redis.ts'
import { until } from './until.ts'

/** Obviously fake. They give access to the simulator and to nothing else. */
export const credentials = {
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000001',
  TWILIO_AUTH_TOKEN: '0123456789abcdef0123456789abcdef',
  TWILIO_API_KEY_SID: 'SK00000000000000000000000000000001',
  TWILIO_API_KEY_SECRET: 'simulated-api-key-secret-not-real',
  TWILIO_WORKSPACE_SID: 'WS00000000000000000000000000000001',
  TWILIO_CHAT_SERVICE_SID: 'IS00000000000000000000000000000001',
  TWILIO_TRANSFER_WORKFLOW_SID: 'WW00000000000000000000000000000002',
  JOIN_LINK_SECRET: 'simulated-join-link-secret-not-real',
} as const

export type Heard = (program: string, line: string) => void
export type StackOptions = {
  readonly env?: Readonly<Record<string, string>>
  readonly heard?: Heard
  readonly redisUrl?: string | undefined
  /** The file with the genuine Flex UI (flex-shell.ts). */
  readonly flexShell?: string | undefined
  /** Fixed ports, for the simulator's desk for instance; free ports otherwise. */
  readonly ports?: { readonly simulator?: number; readonly server?: number }
}

/** Everything, locally: Redis, a simulated Twilio, the server and a worker, each in its own process. */
export type Stack = {
  readonly redis: Redis | undefined
  readonly redisUrl: string
  readonly simulatorUrl: string
  readonly serverUrl: string
  readonly env: Readonly<Record<string, string>>
  readonly server: Program
  readonly worker: Program
  readonly startServer: () => Promise<Program>
  readonly startWorker: () => Program
  readonly stop: () => Promise<void>
}

/** Starts everything and waits until the server is ready. If a part fails, stops the other parts. */
export async function startStack({
  env: more = {},
  heard,
  redisUrl,
  flexShell,
  ports = {},
}: StackOptions = {}): Promise<Stack> {
  await builtPages() // the server does not start without them
  const redis = redisUrl ? undefined : await startRedis()
  const programs: Program[] = []
  const run = (name: string, file: string, env: Readonly<Record<string, string>>) => {
    const program = startProgram(name, { file, env, heard: heard && ((line) => heard(name, line)) })
    programs.push(program)
    return program
  }
  const stop = async () => {
    await Promise.all(programs.map((program) => program.stop()))
    await redis?.stop()
  }

  const simulatorPort = ports.simulator ?? (await freePort())
  const serverPort = ports.server ?? (await freePort())
  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`
  const serverUrl = `http://127.0.0.1:${serverPort}`
  const env = {
    ...credentials,
    REDIS_URL: redisUrl ?? redis?.url ?? '',
    PORT: String(serverPort),
    PUBLIC_URL: serverUrl,
    TWILIO_API_URL: simulatorUrl,
    SUPERVISOR_LOGIN_URL: `${simulatorUrl}/sign-in`,
    TWILIO_VIDEO_SIGNALING_URL: `ws://127.0.0.1:${simulatorPort}/signaling`,
    ...more,
  }
  const startServer = async () => {
    const server = run('server', 'webhooks/main.ts', env)
    await until('the server answers', () => answers(`${serverUrl}/healthz`, server))
    return server
  }
  const startWorker = () => run('worker', 'workers/main.ts', env)

  try {
    const simulator = run('simulator', 'simulator/main.ts', {
      ...credentials,
      SIMULATOR_PORT: String(simulatorPort),
      SIMULATOR_CONTROL: '1',
      ...(flexShell && { SIMULATOR_FLEX_SHELL: flexShell }),
    })
    await until('the simulator answers', () => answers(`${simulatorUrl}/__sim/state`, simulator))
    // The account must exist before the server reads it. The workers follow later.
    await seed(simulatorUrl, { workers: [] })
    const server = await startServer()
    // Now that the server listens: hiring an agent sends events too.
    await seed(simulatorUrl, {
      conversationsWebhookUrl: `${serverUrl}/webhooks/conversations`,
      taskrouterWebhookUrl: `${serverUrl}/webhooks/taskrouter`,
    })
    const worker = startWorker()
    await until('the server is ready', () => answers(`${serverUrl}/readyz`, server))
    return {
      redis,
      redisUrl: env.REDIS_URL,
      simulatorUrl,
      serverUrl,
      env,
      server,
      worker,
      startServer,
      startWorker,
      stop,
    }
  } catch (problem) {
    await stop()
    const words = programs.map((program) => program.lastWords()).filter((each) => each !== '')
    throw words.length > 0 ? new Error(words.join('\n'), { cause: problem }) : problem
  }
}

/** Sets the simulated account's webhooks, as `twilio-setup` does for a real account. */
async function seed(simulatorUrl: string, scene: object): Promise<void> {
  const answer = await fetch(`${simulatorUrl}/__sim/seed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(scene),
  })
  if (!answer.ok) throw new Error(`The simulator cannot be seeded: ${await answer.text()}`)
}

async function answers(url: string, program: Program): Promise<boolean> {
  const ended = await Promise.race([program.exited, Promise.resolve(undefined)])
  if (ended !== undefined) throw new Error(`${program.name} ended`)
  return (await fetch(url)).ok
}
