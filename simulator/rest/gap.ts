import { RestError } from './rest-error.ts'

/** Names what Twilio does for this request and the simulator does not. */
export const gapHeader = 'x-simulator-gap'

/** An explicit refusal: Twilio does this, the simulator does not. Twilio does not use 501 for it. */
export class Gap extends RestError {
  readonly gap: string

  constructor(gap: string) {
    super(501, 20501, `The simulator does not imitate ${gap}`)
    this.name = 'Gap'
    this.gap = gap
  }
}

/** Header values must have no line breaks and only ASCII characters. */
export const inHeader = (gap: string): Readonly<Record<string, string>> => ({
  [gapHeader]: gap.replace(/[^\x20-\x7e]+/g, '?'),
})
