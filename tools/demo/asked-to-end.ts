/**
 * Resolves when a signal asks this program to end. A second Ctrl-C ends it at once; the other signals are ignored then,
 * because a starter that cannot know whether they arrived repeats them (`run.mjs`).
 */
export const askedToEnd = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.on('SIGTERM', resolve)
    process.on('SIGHUP', resolve)
  })
