import { isStatus } from './codes.ts'
import type { Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

const rememberedMs = 60_000

/** Whether Twilio lets us in, and knows our workspace. Readiness is asked often, so the answer is kept for a minute. */
export function account(sdk: Sdk, workspaceSid: string): Pick<Twilio, 'whatIsWrong'> {
  let last: { readonly at: number; readonly wrong: string | undefined } | undefined

  async function ask(): Promise<string | undefined> {
    try {
      await sdk.taskrouter.v1.workspaces(workspaceSid).fetch()
      return undefined
    } catch (problem) {
      if (isStatus(problem, 401)) return 'the API key is not accepted'
      if (isStatus(problem, 404)) return 'there is no workspace TWILIO_WORKSPACE_SID'
      return 'not reachable'
    }
  }

  return {
    async whatIsWrong() {
      // A bad answer is asked again soon: nobody wants to wait a minute to see that it is mended.
      const isFresh = last && performance.now() - last.at < (last.wrong ? 5_000 : rememberedMs)
      if (!isFresh) last = { wrong: await ask(), at: performance.now() }
      return last?.wrong
    },
  }
}
