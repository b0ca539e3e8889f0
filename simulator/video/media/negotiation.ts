import type { Description } from '../signalling/messages.ts'
import { type ReadDescription, readSdp } from './sdp-read.ts'
import type { WrittenSection } from './sdp-write.ts'
import { agreeToAnswer, place, type Section, takeAnswer, takeOffer, type Wanted, written } from './sections.ts'

type Spoken = Extract<Description, { sdp: string }>

export interface NegotiationParts {
  readonly videoCodecs: readonly string[]
  /** Writes the whole SDP around the given sections. */
  readonly write: (setup: 'active' | 'actpass', sections: readonly WrittenSection[]) => string
  readonly say: (description: Spoken) => void
  /** Called with a parsed description of the browser's, before the answer to it. */
  readonly heard: (description: ReadDescription) => void
  /** Called when both ends have agreed on a new description. */
  readonly agreed: () => void
}

export interface Negotiation {
  readonly sections: readonly Section[]
  readonly hear: (description: Spoken) => void
  /** Sets the tracks that the browser receives from now on, and whether it needs a data section. */
  readonly want: (tracks: readonly Wanted[], data: boolean) => void
  /** The descriptions that the browser may have missed. */
  readonly unheard: () => readonly Spoken[]
}

/**
 * Negotiates one peer connection with offers and answers, starting with the browser's first offer. If both ends offer
 * at the same time, the simulator's offer wins: the SDK withdraws its own offer, answers, and offers again.
 */
export function createNegotiation({ videoCodecs, write, say, heard, agreed }: NegotiationParts): Negotiation {
  const sections: Section[] = []
  /** Tracks that the browser has refused, so that they are not offered again. */
  const refused = new Set<string>()
  let wanted: ReadonlyMap<string, Wanted> = new Map()
  let data = false
  let stable = 0
  let offer: Spoken | undefined
  let answer: Spoken | undefined

  const isDue = (): boolean =>
    [...wanted.keys()].some((id) => !sections.some((each) => each.agreed?.trackId === id)) ||
    sections.some((each) => each.agreed !== undefined && !wanted.has(each.agreed.trackId)) ||
    (data && !sections.some(({ kind }) => kind === 'application'))

  const offerIfDue = (): void => {
    if (stable === 0 || offer !== undefined || !isDue()) return
    place(sections, wanted, { videoCodecs, data })
    const sdp = write(
      'actpass',
      sections.map((each) => written(each)),
    )
    offer = { type: 'offer', revision: stable + 1, sdp }
    say(offer)
  }

  const takeTheirs = ({ revision, sdp }: Spoken): void => {
    if (offer !== undefined) return
    if (revision > stable) {
      const read = readSdp(sdp)
      heard(read)
      takeOffer(sections, read.sections, videoCodecs)
      place(sections, wanted, undefined)
      const lines = sections.map((each, index) => written(each, read.sections[index]))
      answer = { type: 'answer', revision, sdp: write('active', lines) }
      agreeToAnswer(sections, read.sections)
      stable = revision
      say(answer)
      agreed()
      offerIfDue()
    } else if (revision === answer?.revision) say(answer)
  }

  const takeReply = ({ revision, sdp }: Spoken): void => {
    if (offer?.revision !== revision) return
    const read = readSdp(sdp)
    heard(read)
    takeAnswer(sections, read.sections)
    for (const { ours, agreed: both } of sections)
      if (ours !== undefined && both === undefined) refused.add(ours.trackId)
    wanted = without(wanted, refused)
    stable = revision
    offer = undefined
    agreed()
    offerIfDue()
  }

  return {
    sections,
    hear: (description) => (description.type === 'offer' ? takeTheirs(description) : takeReply(description)),
    want(tracks, needsData) {
      wanted = without(new Map(tracks.map((track) => [track.trackId, track])), refused)
      data ||= needsData
      offerIfDue()
    },
    unheard: () => (offer === undefined ? [] : [offer]),
  }
}

const without = (wanted: ReadonlyMap<string, Wanted>, refused: ReadonlySet<string>): ReadonlyMap<string, Wanted> =>
  new Map([...wanted].filter(([id]) => !refused.has(id)))
