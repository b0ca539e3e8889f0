/** A refusal of the control door itself. Refusals of the simulated cloud keep Twilio's status and code. */
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

/** Returns the thing, or throws a 404 that names it. */
export function present<T>(thing: T | undefined, kind: string, sid: string): T {
  if (thing === undefined) throw new ControlError(404, 'not_found', `No ${kind} ${sid}`)
  return thing
}
