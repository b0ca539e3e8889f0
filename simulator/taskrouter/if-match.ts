import { RestError } from '../rest/rest-error.ts'

/** A version as an ETag header, in quotes. */
export const etag = (version: number): Readonly<Record<string, string>> => ({ ETag: `"${version}"` })

/** Refuses a write that is based on an older version, with 412. Accepts the ETag with and without quotes. */
export function requireMatch(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch === '*') return
  const given = ifMatch.replace(/^W\//, '').replace(/^"(.*)"$/, '$1')
  if (given !== String(version)) {
    throw new RestError(412, 20412, `Precondition failed: version is ${version}, If-Match was ${given}`)
  }
}
