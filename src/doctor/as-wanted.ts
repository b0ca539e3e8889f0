import { isSameAddress, shown } from '../setup/addresses.ts'
import type { AsIs } from '../setup/as-is.ts'
import { missing } from '../setup/part.ts'
import { readAsIs } from '../setup/read.ts'
import { type Wanted, wantedOf, workflowName } from '../setup/wanted.ts'
import type { Examined, Finding } from './check.ts'
import { serverOf } from './server-of.ts'

const todo = 'Run `npm run twilio:setup -- --dry-run`: it shows the changes it would make, and what is in the way.'

/** The current account, and the account that the set-up wants. */
export async function asIsAndWanted(account: Examined): Promise<{ readonly is: AsIs; readonly wanted: Wanted }> {
  const sought = { sid: account.transferWorkflowSid, name: workflowName }
  return { is: await readAsIs(account.sdk, account, sought), wanted: wantedOf(serverOf(account)) }
}

/**
 * Compares the webhook of one of Twilio's products with the wanted one.
 * @param product the subject of the sentences, e.g. "TaskRouter"
 */
export function webhookFindings(
  product: string,
  { url, events }: { readonly url: string; readonly events: readonly string[] },
  wanted: { readonly url: string; readonly events: readonly string[] },
): readonly Finding[] {
  if (url === '') return [{ what: `${product} has no webhook URL`, todo }]
  if (!isSameAddress(url, wanted.url)) {
    return [{ what: `${product} sends its events to ${shown(url)} instead of ${wanted.url}`, todo }]
  }
  const lost = missing(events, wanted.events)
  return lost.length === 0 ? [] : [{ what: `${product} does not send ${lost.join(', ')}`, todo }]
}
