import { parseArgs } from 'node:util'
import { startStack } from '../../tools/stack.ts'
import { acknowledge } from './acknowledge.ts'

// `npm run bench [-- <part> …]`: figures as JSON on stdout. Ratios are taken within one run, because machines differ.
const parts = {
  acknowledge: async () => {
    const stack = await startStack({ env: { LOG_LEVEL: 'warn' } })
    try {
      await stack.worker.stop()
      return await acknowledge(stack)
    } finally {
      await stack.stop()
    }
  },
}
const { positionals } = parseArgs({ allowPositionals: true })
for (const [name, measure] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  process.stdout.write(`${JSON.stringify({ bench: name, ...(await measure()) })}\n`)
}
