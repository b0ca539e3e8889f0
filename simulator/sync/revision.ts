import { RestError } from '../rest/rest-error.ts'
import type { SyncKind } from './model.ts'

/** Formats a revision as opaque text: hexadecimal, so that no client relies on a decimal number. */
export const revisionText = (revision: number): string => revision.toString(16)

/** The ETag header of a revision. */
export const revisionTag = ({ revision }: { readonly revision: number }): Readonly<Record<string, string>> => ({
  ETag: `"${revisionText(revision)}"`,
})

/**
 * Twilio docs: "Error and Warning Dictionary". The code for a map item is not in it; Twilio's support names 20412 for
 * Sync.
 */
const codes: Readonly<Record<SyncKind, number>> = { Documents: 54103, Lists: 54155, Maps: 20412 }

/** Refuses a change that is based on an older revision, with 412. */
export function requireRevision(
  ifMatch: string | undefined,
  { revision }: { readonly revision: number },
  kind: SyncKind,
): void {
  if (ifMatch === undefined || ifMatch === '*') return
  const given = ifMatch.replace(/^W\//, '').replace(/^"(.*)"$/, '$1')
  if (given !== revisionText(revision))
    throw new RestError(412, codes[kind], 'The revision does not match the expected revision')
}
