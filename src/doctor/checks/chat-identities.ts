import { hasClientUri } from '../../twilio/assignment.ts'
import type { Check } from '../check.ts'

/** How many workers a finding names. */
const mostNamed = 10

/** Typed commands need `contact_uri`: Flex sets it, and other programs that write attributes may remove it. */
export const chatIdentities: Check = {
  name: 'chat identities of workers',
  needs: ['workspace'],
  async look({ sdk, workspaceSid }) {
    const workers = await sdk.taskrouter.v1.workspaces(workspaceSid).workers.list({ pageSize: 1_000 })
    const without = workers.filter((each) => !hasClientUri(each.attributes)).map((each) => each.friendlyName)
    if (without.length === 0) return []
    const more = without.length > mostNamed ? ` and ${without.length - mostNamed} more` : ''
    return [
      {
        what: `No contact_uri with client: in the attributes of ${without.slice(0, mostNamed).join(', ')}${more}`,
        todo: 'Their typed commands are recognised by the name of the worker, in the form that Flex gives it. If the chat has another identity, only the button works: signing in to Flex sets contact_uri again.',
        isHint: true,
      },
    ]
  },
}
