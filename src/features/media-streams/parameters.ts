import { Permanent } from '../../core/errors.ts'

type About = {
  readonly taskSid: string
  readonly reservationSid: string
  readonly workerSid: string
  readonly conference: string
  readonly transfer: number
}

/**
 * Name and value together must have under 500 characters.
 * https://www.twilio.com/docs/voice/twiml/stream#custom-parameters
 */
const longest = 499
/** No `=` and no `&`: signed text must not be readable in two ways. */
const plain = /^[\w.-]+$/

/**
 * Returns what is sent with a stream, so that its receiver knows whose voice it is. Nothing in it was typed by anybody.
 * `trace` is the id of this stream's start in our log.
 *
 * @throws Permanent when a value cannot be sent
 */
export function checkedParameters({ transfer, ...about }: About, trace: string): Readonly<Record<string, string>> {
  const parameters = { ...about, transfer: String(transfer), trace }
  for (const [name, value] of Object.entries(parameters)) {
    if (name.length + value.length > longest || !plain.test(value))
      throw new Permanent(`The parameter ${name} cannot be sent with a stream`)
  }
  return parameters
}
