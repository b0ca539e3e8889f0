import type { Config } from '../config.ts'
import type { Examined } from './check.ts'

/** Why a check of the server does not run: the server could not even start. */
export const noServer = ({ server }: Examined): string | undefined =>
  server === undefined ? 'the environment is not usable' : undefined

/** The server's configuration, for checks that are off without one. */
export function serverOf({ server }: Examined): Config {
  if (!server) throw new Error('The environment is not usable')
  return server
}
