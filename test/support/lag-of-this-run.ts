/** How long (ms) Twilio's reads lag behind its writes unless a test sets it. `npm test` chooses the value. */
export const lagOfThisRun = Number(process.env['LAG_READS_MS'] ?? 0)
