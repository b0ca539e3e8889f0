import { randomInt } from 'node:crypto'
import { type Codec, type MediaKind, nameOf, takenCodecs, usualCodecs } from './codecs.ts'
import type { Direction, ReadSection } from './sdp-read.ts'
import type { WrittenSection } from './sdp-write.ts'

/** A track that the simulator forwards, with its publisher's own id. */
export interface Carried {
  readonly trackId: string
  readonly ssrc: number
}

/** A track that a browser sends: once, or in layers (simulcast), smallest first. */
export interface Sent {
  readonly trackId: string
  readonly ssrcs: readonly number[]
}

/** One m-line (media section) of a peer connection. A track from the browser and a track to it may share a section. */
export interface Section {
  readonly mid: string
  readonly kind: MediaKind | 'application'
  codecs: readonly Codec[]
  audioLevelId: number | undefined
  /** Whether the browser sends in this section, and what it sends. */
  isSending: boolean
  theirs: Sent | undefined
  /** The track that the browser should receive in this section, and the one that it has agreed to receive. */
  ours: Carried | undefined
  agreed: Carried | undefined
}

export interface Wanted {
  readonly trackId: string
  readonly kind: MediaKind
}

const sends = (direction: Direction): boolean => direction === 'sendrecv' || direction === 'sendonly'
const receives = (direction: Direction): boolean => direction === 'sendrecv' || direction === 'recvonly'

const emptySection = (kind: Section['kind'], mid: string): Section => ({
  mid,
  kind,
  codecs: [],
  audioLevelId: undefined,
  isSending: false,
  theirs: undefined,
  ours: undefined,
  agreed: undefined,
})

/** Applies a browser's offer: new sections, and the tracks that it now sends. */
export function takeOffer(sections: Section[], offered: readonly ReadSection[], videoCodecs: readonly string[]): void {
  offered.forEach((each, index) => {
    const kind = kindOf(each.kind)
    const section = sections[index] ?? emptySection(kind, each.mid)
    sections[index] = section
    if (kind !== 'application') {
      section.codecs = takenCodecs(kind, each.codecs, videoCodecs)
      section.audioLevelId = each.audioLevelId
    }
    section.isSending = sends(each.direction)
    section.theirs = sentBy(each)
  })
}

/** Applies a browser's answer to the simulator's offer. */
export function takeAnswer(sections: readonly Section[], answered: readonly ReadSection[]): void {
  sections.forEach((section, index) => {
    const answer = answered[index]
    if (answer === undefined || section.kind === 'application') return
    const names = answer.isRejected ? [] : answer.codecs.map(nameOf)
    section.codecs = section.codecs.filter((each) => names.includes(nameOf(each)))
    section.isSending = !answer.isRejected && sends(answer.direction)
    section.theirs = answer.isRejected ? undefined : sentBy(answer)
    section.agreed = !answer.isRejected && receives(answer.direction) ? section.ours : undefined
  })
}

/** Records what both ends agree on once the browser has the simulator's answer to its offer. */
export function agreeToAnswer(sections: readonly Section[], offered: readonly ReadSection[]): void {
  sections.forEach((section, index) => {
    const offer = offered[index]
    section.agreed = offer !== undefined && receives(offer.direction) ? section.ours : undefined
  })
}

const sentBy = ({ direction, trackId, ssrcs }: ReadSection): Sent | undefined =>
  sends(direction) && trackId !== undefined && ssrcs.length > 0 ? { trackId, ssrcs } : undefined

/**
 * Finds a section for each track that the browser should receive. A section is free for another track only after the
 * browser has agreed that it is empty: a browser does not notice that one track replaces another. Only an offer of the
 * simulator's may add sections.
 */
export function place(
  sections: Section[],
  wanted: ReadonlyMap<string, Wanted>,
  more: { readonly videoCodecs: readonly string[]; readonly data: boolean } | undefined,
): void {
  for (const section of sections) {
    if (section.ours !== undefined && !wanted.has(section.ours.trackId)) section.ours = undefined
  }
  const placed = new Set(sections.map(({ ours }) => ours?.trackId))
  for (const { trackId, kind } of wanted.values()) {
    if (placed.has(trackId)) continue
    const isFree = (each: Section): boolean =>
      each.kind === kind && each.ours === undefined && each.agreed === undefined && each.codecs.length > 0
    const section = sections.find(isFree) ?? (more && addSection(sections, kind, more.videoCodecs))
    if (section !== undefined) section.ours = { trackId, ssrc: randomInt(1, 2 ** 32) }
  }
  if (more?.data === true && !sections.some(({ kind }) => kind === 'application')) {
    sections.push(emptySection('application', `m${sections.length}`))
  }
}

function addSection(sections: Section[], kind: MediaKind, videoCodecs: readonly string[]): Section {
  const alike = sections.find((each) => each.kind === kind && each.codecs.length > 0)
  const added = emptySection(kind, `m${sections.length}`)
  // Within a bundle a payload type has one meaning, so the browser's own numbers apply.
  added.codecs = alike?.codecs ?? usualCodecs(kind, videoCodecs)
  added.audioLevelId = kind === 'audio' ? (alike?.audioLevelId ?? 1) : undefined
  sections.push(added)
  return added
}

/** The simulator's side of a section. An answer cannot exceed what the browser offers to receive and to send. */
export function written(section: Section, offered?: ReadSection): WrittenSection {
  const { mid, kind, codecs, audioLevelId, isSending, ours } = section
  if (kind === 'application') return { kind, mid }
  const isSent = ours !== undefined && (offered === undefined || receives(offered.direction))
  const isReceived = offered === undefined ? isSending : sends(offered.direction)
  const direction = isSent ? (isReceived ? 'sendrecv' : 'sendonly') : isReceived ? 'recvonly' : 'inactive'
  return { kind, mid, direction, codecs, audioLevelId, sent: isSent ? ours : undefined }
}

const kindOf = (kind: string): Section['kind'] => (kind === 'audio' || kind === 'video' ? kind : 'application')
