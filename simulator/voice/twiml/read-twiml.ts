import { conferenceEvents } from '../conference-events.ts'
import { destinationProblem, isParameterTooLong } from '../stream-terms.ts'
import { elements } from './elements.ts'
import { readClient } from './read-client.ts'
import { attributesOf, gap, listeningTo, nested, type Report, unexpected } from './read-element.ts'
import { readXml, type XmlElement } from './read-xml.ts'
import type { DialledConference, Verb } from './verbs.ts'

/** A part that is not carried out. The code is Twilio's, or null if only the simulator cannot do it. */
export interface TwimlProblem {
  readonly code: number | null
  readonly message: string
}

export interface Twiml {
  readonly verbs: readonly Verb[]
  readonly problems: readonly TwimlProblem[]
}

interface Reading {
  readonly allowWs: boolean
  /** The document's address, to which addresses inside are relative. */
  readonly base?: string
}

/** Reads the parts of a document that can be carried out, and lists the problems with the rest. */
export function readTwiml(source: string, { allowWs, base }: Reading): Twiml {
  const problems: TwimlProblem[] = []
  const report: Report = ({ line }, code, message) => problems.push({ code, message: `${message} (line ${line})` })
  const response = readXml(source)
  attributesOf(response, elements.Response, report)
  const verbs = nested(response, 'Response', report).flatMap((element): readonly Verb[] => {
    switch (element.name) {
      case 'Start':
        return readStart(element, allowWs, report)
      case 'Stop':
        return readStop(element, report)
      case 'Dial':
        return readDial(element, report)
      case 'Pause': {
        const read = attributesOf(element, elements.Pause, report)
        return read === null ? [] : [{ verb: 'Pause', seconds: read.length }]
      }
      case 'Redirect':
        return readRedirect(element, base, report)
      case 'Hangup':
        attributesOf(element, elements.Hangup, report)
        return [{ verb: 'Hangup' }]
      default:
        return gap(element, `<${element.name}>`, report)
    }
  })
  return { verbs, problems }
}

function readStart(element: XmlElement, allowWs: boolean, report: Report): readonly Verb[] {
  attributesOf(element, elements.Start, report)
  return nested(element, 'Start', report).flatMap((noun): readonly Verb[] => {
    if (noun.name !== 'Stream') return gap(noun, `<Start><${noun.name}>`, report)
    const read = attributesOf(noun, elements.Stream, report)
    if (read === null) return []
    const problem = destinationProblem(read.url, allowWs)
    if (problem !== null) report(noun, 11100, `Invalid URL format: ${problem}`)
    const { name, url, track } = read
    const parameters = readParameters(noun, report)
    return problem === null
      ? [{ verb: 'Start', stream: { name, url, track, parameters, listening: listeningTo(read, null) } }]
      : []
  })
}

function readParameters(stream: XmlElement, report: Report): Readonly<Record<string, string>> {
  const pairs = nested(stream, 'Stream', report).flatMap((element) => {
    const read = attributesOf(element, elements.Parameter, report)
    if (read === null) return []
    if (!isParameterTooLong(read.name, read.value)) return [[read.name, read.value] as const]
    report(element, 12200, `Parameter '${read.name}': name and value have 500 characters or more`)
    return []
  })
  return Object.fromEntries(pairs)
}

function readStop(element: XmlElement, report: Report): readonly Verb[] {
  attributesOf(element, elements.Stop, report)
  return nested(element, 'Stop', report).flatMap((noun): readonly Verb[] => {
    if (noun.name !== 'Stream') return gap(noun, `<Stop><${noun.name}>`, report)
    const read = attributesOf(noun, elements.StoppedStream, report)
    return read === null ? [] : [{ verb: 'Stop', stream: read.name }]
  })
}

function readRedirect(element: XmlElement, base: string | undefined, report: Report): readonly Verb[] {
  const read = attributesOf(element, elements.Redirect, report)
  for (const child of element.children) unexpected(child, [], report)
  const written = element.text.trim()
  const url = URL.canParse(written, base) ? new URL(written, base) : null
  const isRight = url !== null && written !== '' && /^https?:$/.test(url.protocol)
  if (!isRight) report(element, 11100, `Invalid URL format: '${written}'`)
  if (read === null || !isRight) return []
  return [{ verb: 'Redirect', to: { url: url.href, method: read.method ?? 'POST', fallback: null } }]
}

function readDial(element: XmlElement, report: Report): readonly Verb[] {
  const dial = attributesOf(element, elements.Dial, report)
  if (element.children.length === 0 && element.text.trim() !== '') return gap(element, 'a <Dial> of a number', report)
  const [noun, second] = nested(element, 'Dial', report)
  if (noun?.name === 'Client') {
    if (second !== undefined) return gap(second, 'a <Dial> of several parties', report)
    if (dial?.answerOnBridge === true) return gap(element, 'answerOnBridge="true" of <Dial><Client>', report)
    const client = readClient(noun, dial ?? {}, report)
    return client === null ? [] : [{ verb: 'DialClient', client }]
  }
  if (second !== undefined) report(second, 12200, `Element 'Dial' has more than one conference or party`)
  if (noun === undefined) return []
  if (noun.name !== 'Conference') return gap(noun, `<Dial><${noun.name}>`, report)
  const conference = readConference(noun, report)
  return conference === null ? [] : [{ verb: 'Dial', conference }]
}

function readConference(noun: XmlElement, report: Report): DialledConference | null {
  const read = attributesOf(noun, elements.Conference, report)
  for (const child of noun.children) unexpected(child, [], report)
  const name = noun.text.trim()
  if (name === '') report(noun, 12200, "Element 'Conference' has no name")
  if (read === null || name === '') return null
  const { statusCallbackEvent: asked = [], coach, participantLabel, ...how } = read
  if (asked.includes('speaker')) gap(noun, "the conference event 'speaker'", report)
  const events = asked.flatMap((event) => [...conferenceEvents[event]])
  return {
    name,
    label: participantLabel ?? null,
    muted: how.muted,
    startConferenceOnEnter: how.startConferenceOnEnter,
    endConferenceOnExit: how.endConferenceOnExit,
    maxParticipants: how.maxParticipants,
    coaches: coach ?? null,
    listening: listeningTo(how, events),
  }
}
