import { elements } from './elements.ts'
import { attributesOf, listeningTo, nested, type Report } from './read-element.ts'
import type { XmlElement } from './read-xml.ts'
import type { DialledClient } from './verbs.ts'

interface DialTerms {
  readonly timeout?: number | undefined
  readonly callerId?: string | undefined
}

const usualSeconds = 30

/** Reads a client: its text is the identity, or `<Identity>` with parameters for its browser. */
export function readClient(noun: XmlElement, dial: DialTerms, report: Report): DialledClient | null {
  const read = attributesOf(noun, elements.Client, report)
  const inside = noun.children.length === 0 ? [] : nested(noun, 'Client', report)
  const named = inside.find(({ name }) => name === 'Identity')?.text ?? noun.text
  const identity = named.trim()
  if (identity === '') report(noun, 12200, "Element 'Client' has no identity")
  const parameters = inside.flatMap((each) => {
    const pair = each.name === 'Parameter' ? attributesOf(each, elements.Parameter, report) : null
    return pair === null ? [] : [[pair.name, pair.value] as const]
  })
  if (read === null || identity === '') return null
  return {
    identity,
    callerId: dial.callerId ?? null,
    ringsMs: (dial.timeout ?? usualSeconds) * 1_000,
    parameters: Object.fromEntries(parameters),
    listening: listeningTo(read, read.statusCallbackEvent ?? ['completed']),
  }
}
