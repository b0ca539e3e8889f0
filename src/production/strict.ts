import type { Exposed } from './exposed.ts'
import { plainAddresses } from './plain-addresses.ts'
import { weakSecrets } from './weak-secrets.ts'

/** What production does not start with, each a sentence that names the setting and never its value. */
export const productionProblems = (settings: Exposed): readonly string[] => [
  ...plainAddresses(settings),
  ...weakSecrets(settings),
]
