import type { Check } from '../check.ts'
import { unlessMissing } from '../missing.ts'

export const workspace: Check = {
  name: 'workspace',
  needs: ['credentials'],
  look: ({ sdk, workspaceSid }) =>
    unlessMissing(() => sdk.taskrouter.v1.workspaces(workspaceSid).fetch(), {
      what: `There is no workspace ${workspaceSid}`,
      todo: 'Set TWILIO_WORKSPACE_SID: console, TaskRouter, Workspaces, "Flex Task Assignment".',
    }),
}
