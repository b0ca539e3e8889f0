import { parseArgs } from 'node:util'
import { simAt } from '../../tools/sim.ts'
import { type Stack, startStack } from '../../tools/stack.ts'
import { acknowledge } from './acknowledge.ts'
import { board } from './board.ts'
import { callsEnv, callsMixed } from './calls.ts'
import { cost, costEnv } from './cost.ts'
import { flex } from './flex.ts'
import { invite } from './invite.ts'
import { joinPage } from './join-page.ts'
import { memory } from './memory.ts'
import { outbound } from './outbound.ts'
import { steady } from './steady.ts'
import { streams, streamsEnv } from './streams.ts'
import { transfer } from './transfer.ts'
import { transferFreeze } from './transfer-freeze.ts'

// `npm run bench [-- <part> …]`: figures as JSON on stdout. Ratios are taken within one run, because machines differ.
const parts: Readonly<Record<string, (stack: Stack) => Promise<object>>> = {
  acknowledge: async (stack) => {
    await stack.worker.stop() // only the server is measured
    return acknowledge(stack)
  },
  steady,
  invite,
  transfer,
  memory,
  'join-page': joinPage,
  'transfer-freeze': transferFreeze,
  streams,
  calls: callsMixed,
  board,
  cost,
  flex,
  outbound,
}
const envs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  streams: streamsEnv,
  calls: callsEnv,
  cost: costEnv,
}

// The product is measured, not the account's rate limits.
const anyNumber = { videoReads: null, videoWrites: null, conversationActions: null, interactionRequests: null }

const { positionals } = parseArgs({ allowPositionals: true })
for (const [name, measure] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const stack = await startStack({ env: { LOG_LEVEL: 'warn', ...envs[name] } })
  try {
    await simAt(stack.simulatorUrl).rates(anyNumber)
    process.stdout.write(`${JSON.stringify({ bench: name, ...(await measure(stack)) })}\n`)
  } finally {
    await stack.stop()
  }
}
