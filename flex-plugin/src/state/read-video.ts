import { field, textField } from '../flex/field.ts'
import type { Task } from '../flex/flex.ts'
import { ourPart } from '../flex/our-part.ts'
import { isWord, type Video } from './model.ts'

/** Reads `escalate.video` of a task's attributes; undefined if missing, malformed, or from a newer server. */
export const videoOnTask = (task: Task): Video | undefined => {
  const said = ourPart(task, 'video')
  return readVideo(said, { stars: numberField(said, 'rating'), outcome: said })
}

/** Reads an `EscalationView` of the server. */
export const videoOfView = (view: unknown): Video | undefined => {
  const step = textField(view, 'customer', 'step')
  const read = readVideo(view, { stars: numberField(view, 'rating', 'stars'), outcome: field(view, 'outcome') })
  return read && { ...read, customer: step ? { step, detail: textField(view, 'customer', 'detail') } : undefined }
}

type Elsewhere = { readonly stars: number | undefined; readonly outcome: unknown }

function readVideo(said: unknown, { stars, outcome }: Elsewhere): Video | undefined {
  const [id, word] = [textField(said, 'id'), field(said, 'state')]
  if (!id || !isWord(word)) return undefined
  const [why, message] = [textField(said, 'notDelivered', 'reason'), textField(said, 'notDelivered', 'message')]
  return {
    id,
    word,
    asksForLink: field(said, 'asksForLink') === true,
    ...(why && message && { notDelivered: { reason: why, message } }),
    notOnTask: textField(said, 'notOnTask'),
    reason: textField(outcome, 'reason'),
    seconds: numberField(outcome, 'seconds'),
    stars,
  }
}

function numberField(of: unknown, ...path: readonly string[]): number | undefined {
  const found = field(of, ...path)
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined
}
