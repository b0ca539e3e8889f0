import { trackKind } from './constraints.ts'
import type { Kind, Problem } from './model.ts'
import { isRefusal, isWish, problemOf } from './problem.ts'

export type Answer = { readonly track: MediaStreamTrack } | { readonly why: Problem }

/** The browser, as far as asking it goes. */
export type Asked = {
  open(constraints: MediaStreamConstraints): Promise<MediaStream>
  wishes(kind: Kind): MediaTrackConstraints
  permission(kind: Kind): Promise<PermissionState | undefined>
  isListed(kind: Kind): Promise<boolean>
}

type Heard = (kind: Kind, answer: Answer) => void

/**
 * Both in one question, because one is enough for a person. It is all or nothing there, so when it fails each is asked
 * alone, the microphone first: a voice is worth more, and a missing camera must not cost it. `heard` runs once for each.
 */
export async function ask(kinds: readonly Kind[], browser: Asked, heard: Heard): Promise<void> {
  const rest = kinds.length > 1 ? await askTogether(browser, heard) : kinds
  // One after the other: browsers lay a second question over the first.
  for (const kind of rest) heard(kind, await askAlone(kind, browser))
}

const both: readonly Kind[] = ['microphone', 'camera']

/** @returns who has to be asked alone */
async function askTogether(browser: Asked, heard: Heard): Promise<readonly Kind[]> {
  try {
    const stream = await browser.open({ audio: browser.wishes('microphone'), video: browser.wishes('camera') })
    for (const kind of both) heard(kind, answerOf(stream, kind))
    return []
  } catch (error) {
    if (!isRefusal(error)) return both
    return withoutTheRefused(error, browser, heard)
  }
}

/**
 * A person who said no, or closed the question, is not asked twice. Only a kind that cannot have been meant is: one that
 * is allowed already, or whose neighbour was refused long ago, so that no question was shown at all.
 */
async function withoutTheRefused(error: unknown, browser: Asked, heard: Heard): Promise<readonly Kind[]> {
  const permissions = await Promise.all(both.map((kind) => browser.permission(kind)))
  const rest: Kind[] = []
  for (const [place, kind] of both.entries()) {
    const permission = permissions[place]
    const isNeighbourRefused = permissions[1 - place] === 'denied'
    const isUnmeant = permission !== 'prompt' || isNeighbourRefused
    if (permission !== 'denied' && isUnmeant) rest.push(kind)
    else heard(kind, { why: problemOf(error, { permission, isListed: await browser.isListed(kind) }) })
  }
  return rest
}

async function askAlone(kind: Kind, browser: Asked): Promise<Answer> {
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
