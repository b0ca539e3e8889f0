import type { PublishedTrack, Room, TrackDescription } from './model.ts'

/** A track that a room refuses, as the browser is told. */
export interface RefusedTrack {
  readonly id: string
  readonly error: { readonly code: number; readonly message: string }
}

const longestName = 128
/** The limit on simultaneously published tracks in a room. */
export const mostTracks = 170

const refusals = {
  kind: { code: 53125, message: 'The track kind is not supported by the Room' },
  long: { code: 53302, message: 'Track name is too long' },
  many: {
    code: 53203,
    message: 'The maximum number of published tracks allowed in the Room at the same time has been reached',
  },
  duplicate: { code: 53304, message: 'Track name is duplicated' },
} as const

/**
 * Sorts a browser's tracks into accepted and refused ones. Of two tracks with one name, the one that is already
 * published stays, else the first; the limit works the same way.
 */
export function sortTracks(
  { audioOnly, connected }: Pick<Room, 'audioOnly' | 'connected'>,
  published: readonly PublishedTrack[],
  wanted: readonly TrackDescription[],
): { readonly taken: readonly TrackDescription[]; readonly refused: readonly RefusedTrack[] } {
  const known = new Set(published.map(({ id }) => id))
  const holders = new Map<string, string>()
  for (const { id, name } of wanted) if (known.has(id)) holders.set(name, id)
  for (const { id, name } of wanted) if (!holders.has(name)) holders.set(name, id)
  const all = [...connected.values()].reduce((sum, { tracks }) => sum + tracks.length, 0)
  let places = mostTracks - (all - published.length) - wanted.filter(({ id }) => known.has(id)).length
  const refusalOf = ({ id, kind, name }: TrackDescription) => {
    if (audioOnly && kind === 'video') return refusals.kind
    if (name.length > longestName) return refusals.long
    if (holders.get(name) !== id) return refusals.duplicate
    if (known.has(id)) return null
    places -= 1
    return places < 0 ? refusals.many : null
  }
  const sorted = wanted.map((track) => ({ track, error: refusalOf(track) }))
  return {
    taken: sorted.flatMap(({ track, error }) => (error === null ? track : [])),
    refused: sorted.flatMap(({ track, error }) => (error === null ? [] : [{ id: track.id, error }])),
  }
}
