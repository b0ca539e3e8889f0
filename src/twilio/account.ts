import { isStatus } from './codes.ts'
import type { Twilio } from './port.ts'
import { remembered } from './remembered.ts'
import type { Sdk } from './sdk.ts'

/** Checks that Twilio accepts our key and knows our workspace. Readiness is checked often, so the answer is cached. */
export function account(sdk: Sdk, workspaceSid: string): Pick<Twilio, 'whatIsWrong'> {
  return {
    whatIsWrong: remembered(async () => {
      try {
        await sdk.taskrouter.v1.workspaces(workspaceSid).fetch()
        return undefined
      } catch (problem) {
        if (isStatus(problem, 401)) return 'the API key is not accepted'
        if (isStatus(problem, 404)) return 'there is no workspace TWILIO_WORKSPACE_SID'
        return 'not reachable'
      }
    }),
  }
}
