import type { PublishedTrack } from '../model.ts'
import { subscribedTracks } from '../subscriptions.ts'
import type { Source } from './browser-end.ts'
import { aimAt, askForLess } from './forwarding.ts'
import { bitrateFor, hintsFor, layerFor, layersNeeded } from './layers.ts'
import type { Seat } from './seat.ts'

/** A track sends pictures at least this often. A layer without packets for this long counts as not sent. */
const silenceMs = 1_500

interface Viewer {
  readonly seat: Seat
  readonly track: PublishedTrack
}

/**
 * Follows the sizes at which pictures are shown: tells publishers which layers are not needed, chooses each viewer's
 * layer, and limits the bitrate of a picture without layers.
 */
export function followSizes(all: readonly Seat[], nowMs: number): void {
  const viewers = all.flatMap((seat) =>
    subscribedTracks(seat.session.room, seat.session.participant).map(({ track }) => ({ seat, track })),
  )
  for (const publisher of all) {
    const pictures = publisher.session.participant.tracks.filter(({ kind }) => kind === 'video')
    for (const track of pictures) {
      const theirs = viewers.filter((each) => each.track === track)
      const layers = layersOf(publisher, track)
      followLayers(publisher, track, layers, theirs, nowMs)
    }
    limit(publisher, viewers)
  }
}

const layersOf = ({ end }: Seat, { id }: PublishedTrack): readonly Source[] =>
  [...end.sources.values()].filter(({ trackId }) => trackId === id).sort((a, b) => a.layer - b.layer)

const needOf = ({ seat, track }: Viewer, count: number): number =>
  seat.end.switchedOff.has(track.id) ? 0 : layersNeeded(seat.sizes.get(track.sid), count)

function followLayers(
  publisher: Seat,
  track: PublishedTrack,
  layers: readonly Source[],
  viewers: readonly Viewer[],
  nowMs: number,
): void {
  const isSent = layers.map(({ reception }) => nowMs - reception.heardAt() < silenceMs)
  for (const viewer of viewers) {
    const layer = layerFor(needOf(viewer, layers.length), isSent)
    const source = layer === undefined ? undefined : layers[layer]
    if (source !== undefined) aimAt(viewer.seat.end, publisher.end, source)
  }
  const needed = Math.max(0, ...viewers.map((viewer) => needOf(viewer, layers.length)))
  const lastHints = publisher.hints.get(track.sid) ?? layers.map(() => true)
  const encodings = hintsFor(needed, lastHints, isSent)
  if (layers.length < 2 || encodings.length === 0 || !publisher.session.asked.includes('publisher_hints')) return
  const now = new Map(encodings.map((each) => [each.layer_index, each.enabled]))
  publisher.hints.set(
    track.sid,
    lastHints.map((before, index) => now.get(index) ?? before),
  )
  publisher.hintsSaid += 1
  const hints = [{ track: track.sid, encodings }]
  publisher.signalling.say('publisher_hints', { publisher: { id: publisher.hintsSaid, hints } })
}

/** Tells a browser that sends pictures without layers how many bit/s are enough for all of them. */
function limit(publisher: Seat, viewers: readonly Viewer[]): void {
  const pictures = publisher.session.participant.tracks.filter(({ kind }) => kind === 'video')
  const each = pictures.map((track) =>
    bitrateFor(
      viewers
        .filter((viewer) => viewer.track === track && !viewer.seat.end.switchedOff.has(track.id))
        .map(({ seat }) => seat.sizes.get(track.sid)),
    ),
  )
  const isOnce = pictures.every((track) => layersOf(publisher, track).length < 2)
  const isKnown = isOnce && pictures.length > 0 && each.every((bitrate) => bitrate !== undefined)
  const most = isKnown ? each.reduce((sum: number, bitrate) => sum + (bitrate ?? 0), 0) : undefined
  if (most !== publisher.limit) askForLess(publisher.end, most)
  publisher.limit = most
}
