import type { Exposed } from './exposed.ts'
import { plainAddresses } from './plain-addresses.ts'
import { weakSecrets } from './weak-secrets.ts'

/** Problems with which production does not start. Each sentence names the setting and never its value. */
export const productionProblems = (settings: Exposed): readonly string[] => [
  ...plainAddresses(settings),
  ...weakSecrets(settings),
]
