/** The control door's own refusals. What the simulated cloud refuses keeps Twilio's status and code. */
export class ControlError extends Error {
  readonly status: 400 | 404
  readonly code: string

  constructor(status: 400 | 404, code: string, message: string) {
    super(message)
    this.name = 'ControlError'
    this.status = status
    this.code = code
  }
}

/** The thing, or a 404 that names it. */
export function present<T>(thing: T | undefined, kind: string, sid: string): T {
  if (thing === undefined) throw new ControlError(404, 'not_found', `No ${kind} ${sid}`)
  return thing
}
