import { BadConfig, readAccount, readConfig } from '../src/config.ts'
import { checks } from '../src/doctor/checks/index.ts'
import { examine } from '../src/doctor/examine.ts'
import { sdkFrom } from '../src/twilio/from-config.ts'
import { loadEnvFile } from './env-file.ts'

// `npm run doctor`: looks at the environment and at the Twilio account, and says for each finding what to do. It changes
// nothing. Exit code 1 when something does not work.
loadEnvFile()
try {
  const config = readAccount()
  const results = await examine(
    {
      sdk: sdkFrom(config, () => undefined),
      workspaceSid: config.TWILIO_WORKSPACE_SID,
      chatServiceSid: config.TWILIO_CHAT_SERVICE_SID,
      transferWorkflowSid: config.TWILIO_TRANSFER_WORKFLOW_SID,
      environment: problemsOfServer(),
    },
    checks,
  )
  for (const { name, findings, notLookedAt } of results) {
    if (notLookedAt !== undefined) say(`–  ${name}: not looked at (${notLookedAt})`)
    else if (findings.length === 0) say(`✓  ${name}`)
    for (const { what, todo, isHint } of findings) say(`${isHint ? '!' : '✗'}  ${name}: ${what}\n     ${todo}`)
  }
  const isWell = results.every(({ findings }) => findings.every((each) => each.isHint))
  process.exitCode = isWell ? 0 : 1
} catch (problem) {
  if (!(problem instanceof BadConfig)) throw problem
  // Without an account there is nobody to ask; the rest of the environment is told all the same.
  for (const each of problemsOfServer()) say(`✗  environment: ${each}`)
  process.exitCode = 78
}

/** Outside production the server is given a Redis when none is named, as `npm start` does. */
function problemsOfServer(): readonly string[] {
  const isProduction = process.env['NODE_ENV'] === 'production'
  try {
    readConfig({
      ...process.env,
      ...(!isProduction && !process.env['REDIS_URL'] && { REDIS_URL: 'redis://127.0.0.1' }),
    })
    return []
  } catch (problem) {
    if (problem instanceof BadConfig) return problem.problems
    throw problem
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
