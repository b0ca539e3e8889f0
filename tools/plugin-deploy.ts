import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { BadConfig, readSetup } from '../src/config.ts'
import { pluginDeployment } from '../src/plugin-deploy/deployment.ts'
import { type PluginFile, planDeploy, planRollBack, planText, pluginName } from '../src/plugin-deploy/plan.ts'
import { sdkFrom } from '../src/twilio/from-config.ts'
import { loadEnvFile } from './env-file.ts'
import { builtPage } from './page-build.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'

// `npm run plugin:deploy`: uploads the Flex plugin as Twilio Assets, creates a version of it, and releases it together
// with the other active plugins. `--dry-run` only says what it would do. `--roll-back` releases the version before the
// active one.
loadEnvFile()
try {
  const { values } = parseArgs({
    options: { 'dry-run': { type: 'boolean', default: false }, 'roll-back': { type: 'boolean', default: false } },
  })
  await run(values['dry-run'], values['roll-back'])
} catch (problem) {
  progress.failed(problem instanceof Error ? problem.message : String(problem))
  process.exitCode = problem instanceof BadConfig ? 78 : 1
}

async function run(isDry: boolean, isBack: boolean): Promise<void> {
  const config = readSetup()
  const deployment = pluginDeployment(
    sdkFrom(config, () => undefined),
    {
      apiKeySid: config.TWILIO_API_KEY_SID,
      apiKeySecret: config.TWILIO_API_KEY_SECRET,
      apiUrl: config.TWILIO_API_URL,
    },
  )
  const [files, least, asIs] = [await builtFiles(), await packageVersion(), await deployment.read()]
  const plan = isBack ? planRollBack(asIs) : planDeploy(files, least, config.PUBLIC_URL, asIs)
  const lines = planText(plan)
  if (lines.length === 0) return progress.done(`${pluginName} ${plan.version.number} is in use.`)
  for (const each of lines) process.stderr.write(`${isDry ? 'would ' : ''}${each}\n`)
  if (isDry) return
  await deployment.perform(plan, files)
  progress.done(`${pluginName} ${plan.version.number} is in use by whoever opens Flex from now on.`)
}

/** The script and the texts of each language. Without source maps and the script that contains everything. */
async function builtFiles(): Promise<readonly PluginFile[]> {
  const dist = await builtPage({ root: join(project.root, 'flex-plugin'), name: 'the Flex plugin' })
  const names = (await readdir(dist)).filter((name) => name.endsWith('.js') && !name.endsWith('.all.js'))
  return Promise.all(names.map(async (name) => ({ name, content: await readFile(join(dist, name), 'utf8') })))
}

async function packageVersion(): Promise<string> {
  const text = await readFile(join(project.root, 'flex-plugin', 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}
