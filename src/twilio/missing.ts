import { isStatus } from './codes.ts'

/** Pauses between reads (ms). Twilio's reads may lag seconds behind its writes, so a missing resource may be new. */
const pauses = [300, 700, 1_500, 2_500]

// Not from `node:timers/promises`, because tests cannot move its clock.
const pause = (ms: number) => new Promise<void>((over) => void setTimeout(over, ms))

/** Repeats a read until the answer is as expected, by default for five seconds. Then the last answer counts. */
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

/** Reads a resource that may be new. Undefined if Twilio answers 404 for five seconds. */
export const unlessMissing = <T>(read: () => Promise<T>): Promise<T | undefined> =>
  believed(
    () => ifThere(read),
    (answer) => answer !== undefined,
  )

/** Reads a resource that is not new. Undefined if Twilio answers 404 once. */
export async function ifThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (problem) {
    if (isStatus(problem, 404)) return undefined
    throw problem
  }
}
