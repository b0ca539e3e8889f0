import { RestError } from './rest-error.ts'

/** Tells a client what of its request Twilio would have done and the simulator has not. */
export const gapHeader = 'x-simulator-gap'

/** A refusal aloud: Twilio would do this, the simulator does not. 501 is a status that Twilio does not use for it. */
export class Gap extends RestError {
  readonly gap: string

  constructor(gap: string) {
    super(501, 20501, `The simulator does not imitate ${gap}`)
    this.name = 'Gap'
    this.gap = gap
  }
}

/** A header's value has no line breaks and no letters beyond Latin. */
export const inHeader = (gap: string): Readonly<Record<string, string>> => ({
  [gapHeader]: gap.replace(/[^\x20-\x7e]+/g, '?'),
})
