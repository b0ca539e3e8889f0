import { createHash } from 'node:crypto'
import { anEnvironment } from './an-environment.ts'

/** A secret that looks random. */
export const secretOf = (name: string): string => createHash('sha512').update(name).digest('base64').slice(0, 64)

/** An environment that production accepts. */
export const aProduction = (changes: Readonly<Record<string, string | undefined>> = {}) =>
  anEnvironment({
    NODE_ENV: 'production',
    TWILIO_AUTH_TOKEN: createHash('md5').update('auth token').digest('hex'),
    TWILIO_API_KEY_SECRET: secretOf('key').slice(0, 32),
    JOIN_LINK_SECRET: secretOf('links'),
    ...changes,
  })
