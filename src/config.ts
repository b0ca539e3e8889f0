import { z } from 'zod'
import { redisAddress } from './engine/redis-address.ts'
import { destinations } from './features/media-streams/contract.ts'
import { isRefusedByName } from './outbound/address-rule.ts'
import { endpoint } from './outbound/endpoint.ts'
import { productionProblems } from './production/strict.ts'
import { retiredSettings } from './retired-settings.ts'

const sid = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be ${prefix} and 32 hex digits`)
const secrets = (least: number) =>
  z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .pipe(
      z
        .array(z.string().min(least, `each must have at least ${least} characters`))
        .min(1)
        .max(2),
    )
const whole = (least: number, most: number, preset: number) =>
  z.coerce.number().int().min(least).max(most).default(preset)
const flag = (preset: boolean) => z.stringbool().default(preset)
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''))
/** Pages, cookies and the plugin use paths from the root of a host. */
const host = url.refine(
  (text) => URL.canParse(text) && new URL(text).href === `${new URL(text).origin}/`,
  'must have nothing behind the host: give Escalate a host of its own, e.g. https://escalate.example.com',
)
const names = z
  .string()
  .transform((list) => list.split(',').map((each) => each.trim()))
  .transform((list) => list.filter((each) => each !== ''))

function jsonOf(example: string) {
  return z.string().transform((raw, context) => {
    try {
      return JSON.parse(raw) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: `must be JSON, e.g. ${example}` })
      return z.NEVER
    }
  })
}

/** An invite text. `{link}` must occur exactly once: an invite without its link is worse than none. */
const text = z.string().refine((each) => each.split('{link}').length === 2, 'must contain {link} exactly once')
const texts = jsonOf('{"en":"Join here: {link}"}').pipe(z.record(z.string(), text))

const joinPage = z.strictObject({
  name: z.string().min(1).max(60).optional(),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'must be like #0a5fd8')
    .optional(),
  logo: z
    .string()
    .regex(/\.(svg|png|webp)$/, 'must be the path of an svg, png or webp file')
    .optional(),
  devices: z.enum(['both', 'microphone', 'camera', 'none']).default('both'),
})

const endpoints = jsonOf('[{"id":"crm","url":"https://…","secrets":["whsec_…"]}]').pipe(z.array(endpoint).max(20))

/** Every variable that Escalate reads, with its limits and defaults. A test compares the documented table with this. */
export const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: whole(0, 65535, 3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: host,
  REDIS_URL: z
    .string()
    .refine((text) => redisAddress(text) !== undefined, 'must be redis://, redis+sentinel:// or redis+cluster://'),
  REDIS_PREFIX: z
    .string()
    .regex(/^(\{[\w.-]{1,40}\}|[\w.-]{1,40})$/, 'must be like escalate or {escalate}')
    .default('escalate'),
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),

  TWILIO_ACCOUNT_SID: sid('AC'),
  TWILIO_AUTH_TOKEN: secrets(32),
  TWILIO_API_KEY_SID: sid('SK'),
  TWILIO_API_KEY_SECRET: z.string().min(16),
  TWILIO_WORKSPACE_SID: sid('WS'),
  TWILIO_CHAT_SERVICE_SID: sid('IS'),
  TWILIO_TRANSFER_WORKFLOW_SID: sid('WW').optional(),
  TWILIO_API_URL: url.optional(),
  TWILIO_VIDEO_SIGNALING_URL: z.url({ protocol: /^wss?$/ }).optional(),
  TWILIO_TIMEOUT_MS: whole(100, 30_000, 10_000),

  JOIN_LINK_SECRET: secrets(32),
  LINK_TTL_MINUTES: whole(1, 20_160, 1_440),
  WAITING_ROOM: flag(true),

  ROOM_MAX_DURATION_SECONDS: whole(600, 86_400, 14_400),
  ROOM_BUDGET_MINUTES: whole(0, 100_000, 0),
  ROOM_RECORDING: z.union([z.stringbool(), z.enum(['on-demand', 'pausable'])]).default(false),
  ROOM_MEDIA_REGION: z.string().optional(),

  LOST_TIMEOUT_SECONDS: whole(0, 86_400, 300),
  UNANSWERED_VIDEO: z.enum(['end', 'keep']).default('end'),
  CUSTOMER_NOTICES: flag(false),
  INVITE_TEXTS: texts.optional(),
  WHATSAPP_TEMPLATE: sid('HX').optional(),
  DEFAULT_LOCALE: z.string().default('en'),

  MEDIA_STREAMS: z.enum(['off', 'inbound', 'all']).default('off'),
  STREAM_DESTINATIONS: jsonOf('{"urls":{"main":"wss://…"},"otherwise":"main"}').pipe(destinations).optional(),
  STREAM_PARAMETER_SECRET: z.string().min(32).optional(),

  JOIN_PAGE: jsonOf('{"name":"Acme","color":"#0a5fd8","logo":"/srv/logo.svg"}').pipe(joinPage).optional(),

  TASKROUTER_FORWARD_URL: z.url({ protocol: /^https?$/ }).optional(),

  TRANSFERS: z.union([z.stringbool(), z.literal('cold')]).optional(),
  TRANSFER_ORDER: z.enum(['safe', 'immediate']).default('safe'),
  TRANSFER_RELEASE: z.enum(['wrapup', 'closed']).default('wrapup'),
  TRANSFER_TIMEOUT_SECONDS: whole(10, 1_209_600, 300),
  TRANSFER_FALLBACK_QUEUE_SID: sid('WQ').optional(),
  TRANSFER_SKIPPED_ATTRIBUTES: names.optional(),

  FLEX_ORIGINS: z
    .string()
    .default('https://flex.twilio.com')
    .transform((list) => list.split(',').map((each) => each.trim()))
    .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((page) => new URL(page).origin))),
  SUPERVISOR_LOGIN_URL: url.optional(),
  SUPERVISOR_JOIN: z.enum(['off', 'announced']).default('announced'),
  TRUSTED_PROXIES: whole(0, 5, 0),
  OUTBOUND_WEBHOOKS: endpoints.optional(),
  RECONCILE_SECONDS: whole(1, 600, 30),
})

export type Config = z.infer<typeof environment>

/** The workflow that routes transfers; undefined when transfers are off: without one, or with `TRANSFERS=false`. */
export const transferWorkflowOf = (config: Config): string | undefined =>
  config.TRANSFERS === false ? undefined : config.TWILIO_TRANSFER_WORKFLOW_SID

/** Whether rooms record from the start, and whether agents may switch the recording on and off. */
export const recordingOf = ({ ROOM_RECORDING: recording }: Config) => ({
  isRecorded: recording === true || recording === 'pausable',
  mayRecord: recording === 'on-demand' || recording === 'pausable',
})

/** Lists everything that is wrong with the environment. It never repeats a value, which may be a secret. */
export class BadConfig extends Error {
  override name = 'BadConfig'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    const list = problems.length === 1 ? ` ${problems[0]}` : problems.map((each) => `\n  - ${each}`).join('')
    super(`The environment is not usable:${list}`)
    this.problems = problems
  }
}

/**
 * The only reader of the environment. An empty value counts as unset, as in a `.env` file with blanks to fill in.
 * @throws BadConfig naming every variable that is missing or malformed
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = givenIn(env)
  const result = environment.safeParse(given)
  const problems = result.success ? [] : problemsIn(result.error, given)
  const named = problems.map(nameIn)
  const conflicts = conflictsIn(result.data ?? wellFormedIn(given)).filter((each) => !named.includes(nameIn(each)))
  if (!result.success || conflicts.length > 0) throw new BadConfig([...problems, ...conflicts])
  return result.data
}

/** The names of retired settings that are set. */
export const retiredIn = (env: Given = process.env): readonly string[] =>
  Object.keys(givenIn(env)).filter((name) => name in retiredSettings)

/** The well-formed variables alone: conflicts among them are reported together with the malformed ones. */
function wellFormedIn(given: Given): Partial<Config> {
  return Object.fromEntries(
    Object.entries(environment.shape).flatMap(([name, schema]) => {
      const { success, data } = schema.safeParse(given[name])
      return success ? [[name, data]] : []
    }),
  )
}

const account = environment.pick({
  TWILIO_ACCOUNT_SID: true,
  TWILIO_API_KEY_SID: true,
  TWILIO_API_KEY_SECRET: true,
  TWILIO_WORKSPACE_SID: true,
  TWILIO_CHAT_SERVICE_SID: true,
  TWILIO_TRANSFER_WORKFLOW_SID: true,
  TWILIO_API_URL: true,
  TWILIO_TIMEOUT_MS: true,
})

export type AccountConfig = z.infer<typeof account>

const setup = account.extend(
  environment.pick({
    PUBLIC_URL: true,
    MEDIA_STREAMS: true,
    TRANSFERS: true,
    TASKROUTER_FORWARD_URL: true,
  }).shape,
)

export type SetupConfig = z.infer<typeof setup>

/** Reads the variables for setting up the account. @throws BadConfig as `readConfig` does */
export const readSetup = (env: Readonly<Record<string, string | undefined>> = process.env): SetupConfig =>
  readAs(setup, env)

/** Reads the variables that commands beside the server need. @throws BadConfig as `readConfig` does */
export const readAccount = (env: Readonly<Record<string, string | undefined>> = process.env): AccountConfig =>
  readAs(account, env)

function readAs<T extends z.ZodType>(schema: T, env: Readonly<Record<string, string | undefined>>): z.infer<T> {
  const given = givenIn(env)
  const result = schema.safeParse(given)
  if (!result.success) throw new BadConfig(problemsIn(result.error, given))
  return result.data
}

type Given = Readonly<Record<string, string | undefined>>

const givenIn = (env: Given): Given =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
const problemsIn = ({ issues }: z.ZodError, given: Given) => issues.map((issue) => sentence(issue, given))
/** The variable that a problem is about. */
const nameIn = (problem: string) => problem.split(/[. ]/, 1)[0]

/** Variables that are well formed, and contradict each other. */
function conflictsIn(config: Partial<Config>): readonly string[] {
  const { NODE_ENV, PUBLIC_URL, REDIS_URL = '', REDIS_PREFIX = '', TASKROUTER_FORWARD_URL } = config
  const { MEDIA_STREAMS = 'off', STREAM_DESTINATIONS, STREAM_PARAMETER_SECRET, OUTBOUND_WEBHOOKS = [] } = config
  const isCluster = redisAddress(REDIS_URL)?.kind === 'cluster'
  const forward = TASKROUTER_FORWARD_URL?.split('#', 1)[0]
  const posts = [
    ['TASKROUTER_FORWARD_URL', TASKROUTER_FORWARD_URL],
    ...OUTBOUND_WEBHOOKS.map(({ url }, n) => [`OUTBOUND_WEBHOOKS.${n}.url`, url] as const),
  ] as const
  return [
    ...(isCluster && !REDIS_PREFIX.startsWith('{')
      ? ['REDIS_PREFIX is malformed: on a cluster it must be a hash tag like {escalate}']
      : []),
    ...(PUBLIC_URL !== undefined && forward === `${PUBLIC_URL}/webhooks/taskrouter`
      ? ['TASKROUTER_FORWARD_URL is malformed: it leads back to this server']
      : []),
    ...posts.flatMap(([name, url]) =>
      url && isRefusedByName(new URL(url).hostname, { mayBePrivate: true })
        ? [`${name} is malformed: Escalate never posts to such an address`]
        : [],
    ),
    ...(MEDIA_STREAMS !== 'off' && !STREAM_DESTINATIONS ? ['STREAM_DESTINATIONS is missing'] : []),
    ...(MEDIA_STREAMS !== 'off' && !STREAM_PARAMETER_SECRET ? ['STREAM_PARAMETER_SECRET is missing'] : []),
    ...(NODE_ENV === 'production' ? productionProblems(config) : []),
  ]
}

function sentence({ path, message }: z.core.$ZodIssue, given: Given): string {
  const [name, ...inside] = path.map(String)
  if (given[String(name)] === undefined) return `${name} is missing`
  return `${[name, ...inside].join('.')} is malformed: ${message}`
}
