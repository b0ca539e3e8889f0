/** How long (ms) Twilio's reads lag behind its writes wherever a test says nothing else. `npm test` chooses it. */
export const lagOfThisRun = Number(process.env['LAG_READS_MS'] ?? 0)
