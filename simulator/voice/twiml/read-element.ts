import type { z } from 'zod'
import type { Listening } from '../model.ts'
import { children, type ElementTerms } from './elements.ts'
import type { XmlElement } from './read-xml.ts'

/**
 * Reports a part of a document that is not carried out. The code is Twilio's, or null if only the simulator cannot do
 * it.
 */
export type Report = (element: XmlElement, code: number | null, message: string) => void

export function listeningTo(
  { statusCallback: url, statusCallbackMethod: method = 'POST' }: Callback,
  events: readonly string[] | null,
): Listening | null {
  return url === undefined ? null : { url, method, events }
}

interface Callback {
  readonly statusCallback?: string | undefined
  readonly statusCallbackMethod?: 'GET' | 'POST' | undefined
}

/** The child elements that Twilio accepts at this place. The others are reported and left out. */
export function nested(element: XmlElement, place: keyof typeof children, report: Report): readonly XmlElement[] {
  if (element.text.trim() !== '') report(element, 12200, `Element '${element.name}' cannot have text`)
  const allowed: readonly string[] = children[place]
  const isRight = ({ name }: XmlElement) => allowed.includes(name)
  for (const child of element.children) if (!isRight(child)) unexpected(child, allowed, report)
  const needed = place === 'Start' || place === 'Stop' || place === 'Dial'
  if (needed && element.children.length === 0)
    report(element, 12200, `The content of element '${place}' is not complete`)
  return element.children.filter(isRight)
}

/** Reports an element that Twilio does not accept at its place. */
export function unexpected(element: XmlElement, allowed: readonly string[], report: Report): void {
  const expected = allowed.length === 0 ? 'None' : `One of '{${allowed.join(', ')}}'`
  report(element, 12200, `Invalid content was found starting with element '${element.name}'. ${expected} is expected.`)
}

/** Reports something that Twilio understands and the simulator does not. */
export function gap(element: XmlElement, what: string, report: Report): readonly never[] {
  report(element, null, what)
  return []
}

/** Parses an element's attributes; null if one is invalid. Unknown ones are reported and left out. */
export function attributesOf<Schema extends z.ZodObject>(
  element: XmlElement,
  { attributes, gaps = {}, codes = {}, code = 12200 }: ElementTerms<Schema>,
  report: Report,
): z.output<Schema> | null {
  const { name: own } = element
  for (const [name, value] of Object.entries(element.attributes)) {
    const harmless = gaps[name]
    if (harmless !== undefined) {
      if (!harmless.includes(value)) gap(element, `${name}="${value}" of <${own}>`, report)
    } else if (!(name in attributes.shape)) {
      report(element, 12200, `Attribute '${name}' is not allowed to appear in element '${own}'.`)
    }
  }
  const parsed = attributes.safeParse(element.attributes)
  if (parsed.success) return parsed.data
  for (const { path, message } of parsed.error.issues) {
    const name = String(path[0])
    const value = element.attributes[name]
    if (value === undefined) report(element, 12200, `Attribute '${name}' must appear on element '${own}'.`)
    else report(element, codes[name] ?? code, `Value '${value}' of attribute '${name}' in element '${own}': ${message}`)
  }
  return null
}
