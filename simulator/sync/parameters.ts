import { z } from 'zod'
import { integer, textUpTo } from '../rest/parameters.ts'

const mostBytes = 16 * 1024
const oneYear = 31_536_000

/** A JSON object of at most 16 KiB. SDKs send it in one form field. */
export const syncData = z.string().transform((value, context) => {
  if (Buffer.byteLength(value) > mostBytes) context.addIssue({ code: 'custom', message: 'larger than 16 KiB' })
  else {
    const parsed = parse(value)
    if (typeof parsed === 'object' && parsed !== null) return parsed
    context.addIssue({ code: 'custom', message: 'not a JSON object' })
  }
  return z.NEVER
})

function parse(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

/** Seconds; zero means for ever. */
export const timeToLive = integer(0, oneYear)

export const uniqueName = textUpTo(320)
