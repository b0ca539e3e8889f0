import type { TimelineEntry } from '../../src/engine/timeline.ts'

type Lines = () => AsyncIterable<TimelineEntry>
type Test = (entry: TimelineEntry) => boolean

/**
 * A timeline for somebody whose part in it is over: up to and with the line that ended it. Where that line is not there any more,
 * all that is left came after it: then there is nothing to be read. Read twice, so that memory stays flat.
 */
export async function* upTo(lines: Lines, isEnd: Test): AsyncGenerator<TimelineEntry> {
  const end = await firstVersion(lines(), isEnd)
  for await (const entry of lines()) {
    if (end === undefined || entry.version > end) return
    yield entry
  }
}

/** A timeline for whoever served until the end: also what came of it after their part, but nothing of others' parts. */
export async function* withoutOthersAfter(lines: Lines, isEnd: Test): AsyncGenerator<TimelineEntry> {
  const end = (await firstVersion(lines(), isEnd)) ?? 0
  for await (const entry of lines()) if (entry.version <= end || !isOthers(entry)) yield entry
}

/** The decision that ended an agent's part on a task. What is closed stays closed, so there is one. */
export const endOfPart =
  (taskSid: string): Test =>
  ({ type, about }) =>
    closing.includes(type) && about['taskSid'] === taskSid

const closing = ['assignment.closed', 'agent.released']
const isOthers = ({ type }: TimelineEntry) => /^(?:assignment|transfer|command)\./.test(type)

async function firstVersion(lines: AsyncIterable<TimelineEntry>, is: Test): Promise<number | undefined> {
  for await (const entry of lines) if (is(entry)) return entry.version
  return undefined
}
