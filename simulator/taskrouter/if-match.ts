import { RestError } from '../rest/rest-error.ts'

/** A version as the ETag header carries it, in quotes. */
export const etag = (version: number): Readonly<Record<string, string>> => ({ ETag: `"${version}"` })

/** Refuses a write based on an older version. The ETag is taken with its quotes or without them. */
export function requireMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch === '*') return
  const given = ifMatch.replace(/^W\//, '').replace(/^"(.*)"$/, '$1')
  if (given !== String(version)) {
    throw new RestError(412, 20412, `Precondition failed: version is ${version}, If-Match was ${given}`)
  }
}
