import { trackKind } from './constraints.ts'
import type { Kind, Problem } from './model.ts'
import { isRefusal, isWish, problemOf } from './problem.ts'

export type Answer = { readonly track: MediaStreamTrack } | { readonly why: Problem }

/** The browser functions that a request for devices needs. */
export type DeviceAccess = {
  open(constraints: MediaStreamConstraints): Promise<MediaStream>
  wishes(kind: Kind): MediaTrackConstraints
  permission(kind: Kind): Promise<PermissionState | undefined>
  isListed(kind: Kind): Promise<boolean>
}

type OnAnswer = (kind: Kind, answer: Answer) => void

/**
 * Requests both devices in one prompt, because one prompt is enough for the user. That prompt is all or nothing, so
 * after a failure each device is requested alone, the microphone first: the voice matters more, and a missing camera
 * must not prevent it. `onAnswer` runs once for each device.
 */
export async function ask(kinds: readonly Kind[], browser: DeviceAccess, onAnswer: OnAnswer): Promise<void> {
  const rest = kinds.length > 1 ? await askTogether(browser, onAnswer) : kinds
  // One after the other, because browsers show a second prompt over the first.
  for (const kind of rest) onAnswer(kind, await askAlone(kind, browser))
}

const both: readonly Kind[] = ['microphone', 'camera']

/** @returns the devices that have to be requested alone */
async function askTogether(browser: DeviceAccess, onAnswer: OnAnswer): Promise<readonly Kind[]> {
  try {
    const stream = await browser.open({ audio: browser.wishes('microphone'), video: browser.wishes('camera') })
    for (const kind of both) onAnswer(kind, answerOf(stream, kind))
    return []
  } catch (error) {
    if (!isRefusal(error)) return both
    return withoutTheRefused(error, browser, onAnswer)
  }
}

/**
 * Does not ask a user again who refused or closed the prompt. Asks again only for a device that the user cannot have
 * refused: it is allowed already, or the other one was blocked before, so that the browser showed no prompt.
 */
async function withoutTheRefused(error: unknown, browser: DeviceAccess, onAnswer: OnAnswer): Promise<readonly Kind[]> {
  const permissions = await Promise.all(both.map((kind) => browser.permission(kind)))
  const rest: Kind[] = []
  for (const [place, kind] of both.entries()) {
    const permission = permissions[place]
    const isNeighbourRefused = permissions[1 - place] === 'denied'
    const isUnmeant = permission !== 'prompt' || isNeighbourRefused
    if (permission !== 'denied' && isUnmeant) rest.push(kind)
    else onAnswer(kind, { why: problemOf(error, { permission, isListed: await browser.isListed(kind) }) })
  }
  return rest
}

async function askAlone(kind: Kind, browser: DeviceAccess): Promise<Answer> {
  const open = (wishes: MediaTrackConstraints | true) => browser.open({ [trackKind[kind]]: wishes })
  try {
    const stream = await open(browser.wishes(kind)).catch((error: unknown) => {
      if (isWish(error)) return open(true)
      throw error
    })
    return answerOf(stream, kind)
  } catch (error) {
    const [permission, isListed] = await Promise.all([browser.permission(kind), browser.isListed(kind)])
    return { why: problemOf(error, { permission, isListed }) }
  }
}

function answerOf(stream: MediaStream, kind: Kind): Answer {
  const track = stream.getTracks().find((candidate) => candidate.kind === trackKind[kind])
  return track ? { track } : { why: 'none' }
}
