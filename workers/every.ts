/**
 * Runs `work` again and again with a pause of `seconds` ± 20 %, so that many workers do not move in step. Never twice at
 * once. What it throws is the concern of `failed`; the next round comes anyway.
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
