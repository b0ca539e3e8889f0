/**
 * Resolves when somebody asks this program to end. Who presses Ctrl-C once more does not wait any longer; the other
 * signals come again and again from a starter that cannot know whether we heard (`run.mjs`).
 */
export const askedToEnd = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.on('SIGTERM', resolve)
    process.on('SIGHUP', resolve)
  })
