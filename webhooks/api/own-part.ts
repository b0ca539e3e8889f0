import type { TimelineEntry } from '../../src/engine/timeline.ts'

type Entries = () => AsyncIterable<TimelineEntry>
type Test = (entry: TimelineEntry) => boolean

/**
 * The timeline for an agent whose part is over: up to and including the entry that ended it. If that entry is gone, all
 * that is left came after it, so nothing is returned. Reads twice, so that memory stays flat.
 */
export async function* upTo(entries: Entries, isEnd: Test): AsyncGenerator<TimelineEntry> {
  const end = await firstVersion(entries(), isEnd)
  for await (const entry of entries()) {
    if (end === undefined || entry.version > end) return
    yield entry
  }
}

/**
 * The timeline for an agent who served until the end: includes what followed their part, but nothing of other agents'
 * parts.
 */
export async function* withoutOthersAfter(entries: Entries, isEnd: Test): AsyncGenerator<TimelineEntry> {
  const end = (await firstVersion(entries(), isEnd)) ?? 0
  for await (const entry of entries()) if (entry.version <= end || !isOthers(entry)) yield entry
}

/** Recognises the decision that ended an agent's part on a task. A closed part stays closed, so there is only one. */
export const endOfPart =
  (taskSid: string): Test =>
  ({ type, about }) =>
    closing.includes(type) && about['taskSid'] === taskSid

const closing = ['assignment.closed', 'agent.released']
const isOthers = ({ type }: TimelineEntry) => /^(?:assignment|transfer|command)\./.test(type)

async function firstVersion(entries: AsyncIterable<TimelineEntry>, is: Test): Promise<number | undefined> {
  for await (const entry of entries) if (is(entry)) return entry.version
  return undefined
}
