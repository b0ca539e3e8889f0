import type { Log } from '../src/log.ts'
import type { TransferRouting } from '../src/twilio/transfer-routing.ts'

/**
 * Logs once, at start, which transfers would fail silently: TaskRouter cancels tasks that no filter of the workflow
 * matches. Never keeps the server from starting: `/readyz` and `npm run doctor` report the same.
 */
export async function logGaps({ gaps, whatIsWrong }: TransferRouting, log: Log): Promise<void> {
  try {
    const wrong = await whatIsWrong()
    const found = wrong === undefined ? await gaps() : undefined
    if (wrong !== undefined) log.warn({ wrong }, 'transfers cannot work')
    else if (found?.workersIn.length === 0) log.warn('the transfer workflow has no filter for one worker')
    for (const { sid, name } of found?.unreached ?? []) {
      log.warn({ queueSid: sid, queue: name }, 'no filter of the transfer workflow leads to this queue')
    }
  } catch (err) {
    log.warn({ err }, 'could not check the transfer workflow')
  }
}
