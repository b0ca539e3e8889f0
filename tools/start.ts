import { join, resolve } from 'node:path'
import { loadEnvFile } from './env-file.ts'
import { builtPage } from './page-build.ts'
import { privateRedisUrl } from './private-redis.ts'
import { progress } from './progress.ts'
import { project } from './project.ts'
import { runToExit } from './run-to-exit.ts'

// node tools/start.ts <program.ts> [arguments]: the development command behind `npm start` and `npm run worker`. A
// product program only needs REDIS_URL and does not know this file; production starts the program directly.
const program = process.argv.slice(2)
loadEnvFile()
const isProduction = process.env['NODE_ENV'] === 'production'
const needsRedis = !process.env['REDIS_URL'] && !isProduction
const servesPage = resolve(program[0] ?? '') === join(project.root, 'webhooks', 'main.ts')

try {
  if (servesPage && !isProduction) await builtPage()
  process.exitCode = needsRedis ? await withPrivateRedis() : await runToExit(process.execPath, program)
} catch (error) {
  progress.failed(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function withPrivateRedis(): Promise<number> {
  const { url, lifeline, stop } = await privateRedisUrl()
  try {
    // The program inherits the lifeline, so it keeps its Redis even if this process is killed.
    const stdio = ['inherit', 'inherit', 'inherit', lifeline] as const
    return await runToExit(process.execPath, program, { env: { REDIS_URL: url }, stdio: [...stdio] })
  } finally {
    await stop()
  }
}
