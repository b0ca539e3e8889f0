import { hasClientUri } from '../../twilio/assignment.ts'
import type { Check } from '../check.ts'

/** As many as a person reads in a line. */
const mostNamed = 10

/** Who types `/video` is known by `contact_uri`: Flex sets it, and other programs that write attributes may take it off. */
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
        todo: 'Their typed commands are known by the name of the worker, as Flex writes it. Where that is another one in the chat, only the button works: have Flex set contact_uri again by signing in.',
        isHint: true,
      },
    ]
  },
}
