import { parseArgs } from 'node:util'
import { askedToEnd } from './demo/asked-to-end.ts'
import { startEventReceiver } from './demo/event-receiver.ts'
import { setUpFlex } from './demo/flex-desk.ts'
import { openHouse } from './demo/house.ts'
import { mainStory } from './demo/main-story.ts'
import { usualOrFree } from './demo/ports.ts'
import type { Story } from './demo/story.ts'
import { streamsStory } from './demo/streams-story.ts'
import { followTwilio, ownLines } from './demo/timeline.ts'
import { transferStory } from './demo/transfer-story.ts'
import { flexShell } from './flex-shell.ts'
import { progress } from './progress.ts'
import { simAt } from './sim.ts'
import { startStack } from './stack.ts'

// `npm run demo`: runs everything locally, without an account. With `--once` it plays a story (`--story`, or the main
// one) and exits; with `--flex` the agent uses the genuine Flex desktop.
const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    story: { type: 'string', default: 'main' },
    flex: { type: 'boolean', default: false },
  },
})
// Listens for signals from the start, so that everything that has started by then is stopped.
const ending = askedToEnd()
const stories: Readonly<Record<string, Story>> = {
  main: { play: mainStory },
  transfer: { play: transferStory },
  streams: streamsStory,
}

try {
  const story = stories[values.story]
  if (!story) throw new Error(`Unknown story "${values.story}". Known stories: ${Object.keys(stories).join(', ')}`)
  process.exitCode = values.once ? await once(story) : await open()
} catch (problem) {
  progress.failed(problem instanceof Error ? problem.message : String(problem))
  process.exitCode = 1
}

/** Prints one JSON object per step on stdout. Returns 0 only if every step was seen. */
async function once({ prepare, play }: Story): Promise<number> {
  const prepared = await prepare?.()
  const env = { LOG_LEVEL: 'warn', VIDEO_REQUESTS: 'on', ...prepared?.env }
  const stack = await startStack({ redisUrl: process.env['REDIS_URL'], env })
  try {
    const played = play(stack, (step, ids) => {
      process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), step, ...ids })}\n`)
    })
    const signal = await Promise.race([played, ending])
    if (!signal) return 0
  } finally {
    await stack.stop()
    await prepared?.stop()
  }
  // Exits at once: the story would wait for events that cannot happen any more.
  process.exit(1)
}

/** Keeps running for a user, and prints what happens. */
async function open(): Promise<number> {
  const say = (text: string) => void process.stdout.write(`${text}\n`)
  const shell = values.flex ? await flexShell() : undefined
  const receiver = await startEventReceiver(say)
  const house = await openHouse({
    flexShell: shell,
    redisUrl: process.env['REDIS_URL'],
    ports: { simulator: await usualOrFree(4010), server: await usualOrFree(3000) },
    heard: ownLines(say),
    env: receiver.env,
  })
  let isOver = false
  try {
    const sim = simAt(house.simulatorUrl)
    if (shell) await setUpFlex(sim, house.serverUrl)
    say(shell ? flexWelcome(house) : welcome(house))
    const following = followTwilio(sim.journal, say, () => isOver)
    await ending
    isOver = true
    await following
  } finally {
    await house.stop()
    await receiver.stop()
  }
  return 0
}

function welcome({ deskUrl, serverUrl, redisUrl }: Awaited<ReturnType<typeof openHouse>>): string {
  return `
  The desk       ${deskUrl}
  Escalate       ${serverUrl}   join links, agent API, /readyz, /metrics
  Supervisor     ${serverUrl}/supervisor   sign in as Sue
  Redis          ${redisUrl}

  Open the desk, where you are the customer and the agent:
    1. Start a chat, accept it, and send /video as the agent.
    2. As the customer, click the link in the chat, and join. As the agent, press "Open the video", and join.
    3. Allow the camera in both. Wrap up: both pages then say that the call is over.

  Live log ("event" lines are what another system receives). Press Ctrl-C to stop everything:
`
}

function flexWelcome({ deskUrl, serverUrl, simulatorUrl }: Awaited<ReturnType<typeof openHouse>>): string {
  return `
  Flex           ${simulatorUrl}/flex   the genuine agent desktop, with the plugin; signed in as the first agent
  The desk       ${deskUrl}   you are the customer here
  Escalate       ${serverUrl}
  Supervisor     ${serverUrl}/supervisor   sign in as Sue

    1. At the desk start a chat. In Flex accept it, and send /video, or press the camera in the task's header.
    2. At the desk click the link in the chat, and join. In Flex open the tab "Video room", and join.
    3. Allow the camera in both. End the chat in Flex: it asks first, and both pages then say that the call is over.

  Live log. Press Ctrl-C to stop everything:
`
}
