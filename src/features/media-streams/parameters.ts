import { Permanent } from '../../core/errors.ts'

type About = {
  readonly taskSid: string
  readonly reservationSid: string
  readonly workerSid: string
  readonly conference: string
  readonly transfer: number
}

/** Twilio takes name and value of under 500 characters together. https://www.twilio.com/docs/voice/twiml/stream#custom-parameters */
const longest = 499
/** No `=` and no `&`: what is signed must not be readable in two ways. */
const plain = /^[\w.-]+$/

/**
 * What goes along with a stream, so that its receiver knows whose voice it hears. Nothing in it was typed by a person.
 * `trace` is the id under which the start of this stream stands in our log.
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
