import { z } from 'zod'
import { subscribedTracks } from '../subscriptions.ts'
import type { BrowserEnd } from './browser-end.ts'
import type { MediaKind } from './codecs.ts'
import { askForPictures } from './forwarding.ts'
import type { HeardOnChannel } from './media-signalling.ts'
import { asksForQuality, type Lost, type Network, qualityOf } from './network-quality.ts'
import { readPublisherHints } from './publisher-hints.ts'
import { readRenderHints } from './render-hints.ts'
import type { Seat } from './seat.ts'
import { followSizes } from './simulcast.ts'
import { switchedOff } from './switched-off.ts'

const trackPriority = z.object({
  type: z.literal('track_priority'),
  track: z.string(),
  subscribe: z.enum(['low', 'standard', 'high']).nullable(),
})

const isMedia = (kind: string): kind is MediaKind => kind !== 'data'

/** Updates all browsers of a room after its publishers or subscribers have changed. */
export function followAll(all: readonly Seat[]): void {
  for (const seat of all) {
    const { session, end, data } = seat
    const tracks = subscribedTracks(session.room, session.participant).map(({ track }) => track)
    const media = tracks.flatMap(({ id, kind }) => (isMedia(kind) ? [{ trackId: id, kind }] : []))
    const dataIds = tracks.flatMap(({ id, kind }) => (kind === 'data' ? id : []))
    end.negotiation.want(media, dataIds.length > 0 || session.asked.length > 0)
    data.receive(
      dataIds,
      all.map((each) => each.data),
    )
    switchPictures(seat, all)
  }
  followSizes(all, performance.now())
}

/** Sends a browser the pictures that fit its bandwidth profile, and tells it which are switched off. */
export function switchPictures({ session, end, signalling, ...seat }: Seat, all: readonly Seat[]): void {
  const received = subscribedTracks(session.room, session.participant).filter(({ track }) => track.kind === 'video')
  const pictures = received.map(({ publisher, track }) => ({
    trackSid: track.sid,
    publisherSid: publisher.sid,
    published: track.priority,
    subscribed: seat.priorities.get(track.sid),
    isShown: !seat.hidden.has(track.sid) && !seat.keptBack.has(track.sid),
  }))
  const off = switchedOff(pictures, session.bandwidthProfile, seat.speaker)
  const turned = received.filter(({ track }) => off.has(track.sid) !== end.switchedOff.has(track.id))
  if (turned.length === 0) return
  const sids = (isOff: boolean) => turned.flatMap(({ track }) => (off.has(track.sid) === isOff ? track.sid : []))
  for (const { track } of turned) {
    if (off.has(track.sid)) end.switchedOff.add(track.id)
    else {
      end.switchedOff.delete(track.id)
      askForPictures(
        all.map((each) => each.end),
        track.id,
      )
    }
  }
  signalling.say('track_switch_off', { off: sids(true), on: sids(false) })
}

/** Handles a browser's message about the pictures on its screen, its layers or its network. */
export function hearChannel(seat: Seat, all: readonly Seat[], message: HeardOnChannel): void {
  const hints = readRenderHints(message)
  if (hints !== undefined) {
    seat.signalling.say('render_hints', hints.answer)
    for (const [trackSid, isShown] of hints.shown) {
      if (isShown) seat.hidden.delete(trackSid)
      else seat.hidden.add(trackSid)
    }
    for (const [trackSid, size] of hints.sizes) seat.sizes.set(trackSid, size)
    switchPictures(seat, all)
  }
  const priority = trackPriority.safeParse(message)
  if (priority.success) {
    const { track, subscribe } = priority.data
    if (subscribe === null) seat.priorities.delete(track)
    else seat.priorities.set(track, subscribe)
    switchPictures(seat, all)
  }
  if (hints !== undefined || priority.success) followSizes(all, performance.now())
  const publisher = readPublisherHints(message)
  for (const track of publisher?.reset ?? []) seat.hints.delete(track)
  // A later evaluation tries the failed hints again.
  for (const track of publisher?.failed ?? []) {
    const earlier = seat.hints.get(track)
    if (earlier !== undefined)
      seat.hints.set(
        track,
        earlier.map(() => undefined),
      )
  }
  const asks = asksForQuality(message)
  if (asks === undefined) return
  seat.receivedLost = asks.received
  const own = qualityOf(networkOf(seat), asks.own)
  // Reports every browser's network, also for browsers that do not ask for reports.
  const remotes = all.flatMap((each) =>
    each === seat ? [] : { sid: each.session.participant.sid, ...qualityOf(networkOf(each), asks.others) },
  )
  const local = asks.own > 1 ? own : own.level
  seat.signalling.say('network_quality', { local, ...(asks.others > 0 && { remotes }) })
}

const networkOf = ({ end, receivedLost, forcedQuality }: Seat): Network => ({
  sent: lostFrom(end),
  received: receivedLost,
  forced: forcedQuality,
})

function lostFrom({ sources }: BrowserEnd): Lost {
  const worst = (kind: MediaKind): number =>
    Math.max(0, ...[...sources.values()].flatMap((each) => (each.section.kind === kind ? each.reception.lost() : [])))
  return { audio: worst('audio'), video: worst('video') }
}
