import { isSameAddress } from '../../setup/addresses.ts'
import { asIsAndWanted, webhookFindings } from '../as-wanted.ts'
import type { Check, Finding } from '../check.ts'
import { noServer } from '../server-of.ts'

const pre: Finding = {
  what: "The pre-event webhook of Conversations leads to this server, which would delay customers' messages",
  todo: 'Remove it (console, Conversations, the service, Webhooks): only the post-event URL is ours.',
}
const twice: Finding = {
  what: 'Conversations sends every event to this server twice, by the global webhook and by that of the service',
  todo: 'Remove the URL from one of the two (console, Conversations); the service’s is enough.',
  isHint: true,
}

export const conversationsWebhook: Check = {
  name: 'webhook of conversations',
  needs: ['chat service', 'workspace'],
  isOff: noServer,
  async look(account) {
    const { is, wanted } = await asIsAndWanted(account)
    const { url, filters } = wanted.conversations
    const isGlobal = isSameAddress(is.account.url, url) && is.account.target === 'webhook'
    const isOfService = isSameAddress(is.service.url, url)
    const there = isGlobal && !isOfService ? is.account : is.service
    const hasPre = [is.account.preUrl, is.service.preUrl].some((each) => each !== '' && isSameAddress(each, url))
    return [
      ...webhookFindings('Conversations', { url: there.url, events: there.filters }, { url, events: filters }),
      ...(isSameAddress(there.url, url) && there.method !== 'POST'
        ? [
            {
              what: `Conversations sends its events by ${there.method}`,
              todo: 'Run `npm run twilio:setup`: webhooks must come by POST.',
            },
          ]
        : []),
      ...(hasPre ? [pre] : []),
      ...(isGlobal && isOfService ? [twice] : []),
    ]
  },
}
