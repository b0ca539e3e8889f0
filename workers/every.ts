/**
 * Runs `work` repeatedly with a pause of `seconds` ± 20 %, so that workers do not run in step; never twice at once.
 * Passes what `work` throws to `failed` and goes on with the next round.
 */
export function every(seconds: number, work: () => Promise<unknown>, failed: (problem: unknown) => void) {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let running: Promise<void> = Promise.resolve()

  const round = async () => {
    try {
      await work()
    } catch (problem) {
      failed(problem)
    }
    wait()
  }
  const wait = () => {
    if (isStopped) return
    timer = setTimeout(() => (running = round()), seconds * 1000 * (0.8 + 0.4 * Math.random()))
  }
  wait()
  return {
    async stop(): Promise<void> {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
