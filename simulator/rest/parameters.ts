import { z } from 'zod'

/** The building blocks of route parameters. All values arrive as text. */
export const text = z.string()

/** Text of at most this many characters. */
export const textUpTo = (characters: number) => z.string().max(characters)

/** Text of at most this many bytes. */
export const bytesUpTo = (bytes: number) =>
  z.string().refine((value) => Buffer.byteLength(value) <= bytes, `larger than ${bytes} bytes`)

/** A SID: two letters and 32 hexadecimal digits. */
export const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `not a ${prefix} SID`)

/** A whole number within bounds. */
export const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^-?\d+$/, 'not a whole number')
    .transform(Number)
    .pipe(z.number().min(least).max(most))

/** `true` or `false` in any case, because each language's library writes it differently. */
export const flag = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['true', 'false']))
  .transform((value) => value === 'true')

/** JSON text, kept as text. */
export const jsonText = (maxBytes: number) =>
  z
    .string()
    .refine((value) => Buffer.byteLength(value) <= maxBytes, `larger than ${maxBytes} bytes`)
    .refine(isJson, 'not valid JSON')

/**
 * Attributes of a task or worker. TaskRouter counts characters, including whitespace between values ("Limits": 4,096,
 * fixed).
 */
export const taskrouterAttributes = z
  .string()
  .refine((value) => value.length <= 4_096, 'longer than 4096 characters')
  .refine(isJson, 'not valid JSON')

/** An absolute http or https URL. Overrides behind `#` are allowed. */
export const url = z
  .string()
  .refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), 'not an absolute URL')

/** An ISO 8601 date or date and time, as milliseconds. */
export const date = z
  .string()
  .refine((value) => !Number.isNaN(Date.parse(value)), 'not a date')
  .transform((value) => Date.parse(value))

/** An ISO 8601 duration such as `PT15M`, kept as text. */
export const duration = z.string().regex(/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/, 'not an ISO 8601 duration')

/** A parameter that may be repeated. */
export const repeated = <T extends z.ZodType>(each: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(each))

/** What every list takes. `Page` is accepted and, as at Twilio, only `PageToken` moves on. */
export const paging = (mostPerPage: number) => ({
  PageSize: integer(1, mostPerPage).optional(),
  Page: integer(0, 1_000_000).optional(),
  PageToken: z.string().optional(),
})

/** For a route without parameters. */
export const none = z.strictObject({})

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}
