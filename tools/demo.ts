import { parseArgs } from 'node:util'
import { mainStory } from './demo/main-story.ts'
import { usualOrFree } from './demo/ports.ts'
import { followTwilio, ownLines } from './demo/timeline.ts'
import { progress } from './progress.ts'
import { simAt } from './sim.ts'
import { type Stack, startStack } from './stack.ts'

// `npm run demo`: everything, locally, without an account. With `--once` it plays the main story and ends.
const { values } = parseArgs({
  options: { once: { type: 'boolean', default: false }, story: { type: 'string', default: 'main' } },
})
const stories: Readonly<Record<string, typeof mainStory>> = { main: mainStory }

try {
  const story = stories[values.story]
  if (!story) throw new Error(`There is no story "${values.story}". There is: ${Object.keys(stories).join(', ')}`)
  process.exitCode = values.once ? await once(story) : await open()
} catch (problem) {
  progress.failed(problem instanceof Error ? problem.message : String(problem))
  process.exitCode = 1
}

/** One JSON object a step on stdout; 0 only if every step was seen to happen. */
async function once(story: typeof mainStory): Promise<number> {
  const stack = await startStack({ redisUrl: process.env['REDIS_URL'], env: { LOG_LEVEL: 'warn' } })
  try {
    await story(stack, (step, ids) => {
      process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), step, ...ids })}\n`)
    })
    return 0
  } finally {
    await stack.stop()
  }
}

/** Stays open for a person, and tells what happens. */
async function open(): Promise<number> {
  const say = (text: string) => void process.stdout.write(`${text}\n`)
  const stack = await startStack({
    redisUrl: process.env['REDIS_URL'],
    ports: { simulator: await usualOrFree(4010), server: await usualOrFree(3000) },
    heard: ownLines(say),
  })
  let isOver = false
  try {
    say(welcome(stack))
    const following = followTwilio(simAt(stack.simulatorUrl).journal, say, () => isOver)
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve)
      process.once('SIGTERM', resolve)
    })
    isOver = true
    await following
  } finally {
    await stack.stop()
  }
  return 0
}

function welcome({ simulatorUrl, serverUrl, redisUrl }: Stack): string {
  return `
  The desk       ${simulatorUrl}/desk   be the customer and the agent: start a chat, accept it, type /video
  Escalate       ${serverUrl}   join links, agent API, /readyz, /metrics
  Redis          ${redisUrl}

  What happens, as it happens (Ctrl-C ends everything):
`
}
