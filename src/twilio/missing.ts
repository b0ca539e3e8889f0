import { isStatus } from './codes.ts'

/** Between reads (ms). Twilio's reads may lag seconds behind its writes: what is missing was perhaps just made. */
const pauses = [300, 700, 1_500, 2_500]

// Not from `node:timers/promises`, whose clock no test can move.
const pause = (ms: number) => new Promise<void>((over) => void setTimeout(over, ms))

/** Reads again for a few seconds until the answer is the expected one; after that the last one is believed. */
export async function believed<T>(
  read: () => Promise<T>,
  isExpected: (answer: T) => boolean,
  between: readonly number[] = pauses,
): Promise<T> {
  let answer = await read()
  for (const ms of between) {
    if (isExpected(answer)) break
    await pause(ms)
    answer = await read()
  }
  return answer
}

/** Undefined when Twilio says, again and again, that there is no such thing. */
export const unlessMissing = <T>(read: () => Promise<T>): Promise<T | undefined> =>
  believed(
    () => ifThere(read),
    (answer) => answer !== undefined,
  )

/** The same of what has been there for long, or never was: that is believed at once. */
export async function ifThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (problem) {
    if (isStatus(problem, 404)) return undefined
    throw problem
  }
}
