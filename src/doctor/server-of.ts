import type { Config } from '../config.ts'
import type { Examined } from './check.ts'

/** Why there is nothing to look at where the server could not even start. */
export const noServer = ({ server }: Examined): string | undefined =>
  server === undefined ? 'the environment is not usable' : undefined

/** For checks that are off without a usable environment. */
export function serverOf({ server }: Examined): Config {
  if (!server) throw new Error('The environment is not usable')
  return server
}
