import { z } from 'zod'

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

/** A customer reads this. `{link}` must be there exactly once: an invite without its link is worse than none. */
const text = z.string().refine((each) => each.split('{link}').length === 2, 'must contain {link} exactly once')
const texts = z
  .string()
  .transform((raw, context) => {
    try {
      return JSON.parse(raw) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON, e.g. {"en":"Join here: {link}"}' })
      return z.NEVER
    }
  })
  .pipe(z.record(z.string(), text))

/** Every variable Escalate reads, with its limits and defaults. The README's table is compared with this by a test. */
export const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: whole(0, 65535, 3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: url,
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),

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
  SEAT_TTL_SECONDS: whole(60, 86_400, 14_400),
  WAITING_ROOM: flag(true),

  ROOM_EMPTY_TIMEOUT_MINUTES: whole(1, 60, 5),
  ROOM_UNUSED_TIMEOUT_MINUTES: whole(1, 60, 10),
  ROOM_MAX_DURATION_SECONDS: whole(600, 86_400, 14_400),
  ROOM_MAX_PARTICIPANTS: whole(2, 50, 4),
  ROOM_BUDGET_MINUTES_SOFT: whole(0, 100_000, 0),
  ROOM_BUDGET_MINUTES_HARD: whole(0, 100_000, 0),
  ROOM_RECORDING: flag(false),
  RECORDING_CONTROL: flag(false),
  ROOM_MEDIA_REGION: z.string().optional(),

  ONE_VIDEO_PER_AGENT: flag(true),
  LOST_TIMEOUT_SECONDS: whole(0, 86_400, 300),
  REMOVE_COMMANDS: flag(true),
  CANCEL_NOTICE: flag(false),
  INVITE_AUTHOR: z.string().min(1).max(128).default('Video'),
  INVITE_TEXTS: texts.optional(),
  DEFAULT_LOCALE: z.string().default('en'),

  BRAND_NAME: z.string().min(1).max(60).default('Video call'),
  BRAND_COLOR: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'must be like #0a5fd8')
    .optional(),
  BRAND_LOGO: z
    .string()
    .regex(/\.(svg|png|webp)$/, 'must be the path of an svg, png or webp file')
    .optional(),

  FLEX_ORIGINS: z
    .string()
    .default('https://flex.twilio.com')
    .transform((list) => list.split(',').map((each) => each.trim()))
    .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((page) => new URL(page).origin))),
  SUPERVISOR_LOGIN_URL: url.optional(),
  TRUSTED_PROXIES: whole(0, 5, 0),
  TIMELINE_DAYS: whole(1, 90, 7),
  SWEEP_SECONDS: whole(1, 60, 5),
  RECONCILE_SECONDS: whole(1, 600, 30),
})

export type Config = z.infer<typeof environment>

/** Says everything that is wrong with the environment, at once, and never repeats a value: it may be a secret. */
export class BadConfig extends Error {
  override name = 'BadConfig'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((each) => `  - ${each}`).join('\n')}`)
    this.problems = problems
  }
}

/**
 * The only reader of the environment. An empty value counts as unset, as in a `.env` file with blanks to fill in.
 * @throws BadConfig naming every variable that is missing or malformed
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = environment.safeParse(given)
  if (!result.success) throw new BadConfig(result.error.issues.map((issue) => sentence(issue, given)))
  return result.data
}

function sentence({ path, message }: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string {
  const [name, ...inside] = path.map(String)
  if (given[String(name)] === undefined) return `${name} is missing`
  return `${[name, ...inside].join('.')} is malformed: ${message}`
}
