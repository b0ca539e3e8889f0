import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { runNpm } from './npm.mjs'
import { packagesAreThere } from './packages.mjs'
import { progress } from './progress.ts'
import { project } from './project.ts'

/**
 * The folder with Twilio's own clients for the tests. Fetches them the first time.
 * @throws Error with one clear line if they cannot be fetched
 */
export async function genuineClients(): Promise<string> {
  const root = join(project.root, 'test', 'genuine-clients')
  const fetch = async () => {
    if (packagesAreThere(root)) return
    progress.doing('fetching Twilio’s clients for the tests (once: about 150 MB of packages)')
    // Install scripts are not needed.
    const { ok, output } = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], root)
    if (!ok || !packagesAreThere(root))
      throw new Error(`Twilio’s clients could not be fetched: ${output.trim().split('\n', 1)[0]}`)
    progress.done('Twilio’s clients')
  }
  await withLock(join(project.own, 'genuine-clients.lock'), fetch, { timeoutMs: 600_000 })
  return root
}
