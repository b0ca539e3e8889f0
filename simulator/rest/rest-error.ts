/** A refusal in Twilio's own form: HTTP status and the code of its error dictionary. */
export class RestError extends Error {
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, message: string) {
    super(message)
    this.name = 'RestError'
    this.status = status
    this.code = code
  }
}

/** 404: Twilio answers the same for a missing resource, a SID of the wrong kind and an unknown address. */
export function notFound(path: string): RestError {
  return new RestError(404, 20404, `The requested resource ${path} was not found`)
}

/** 400 with the general code for parameters, or the product's own. */
export function invalid(message: string, code = 20001): RestError {
  return new RestError(400, code, message)
}

/** The classic error body. */
export function errorBody(error: { readonly status: number; readonly code: number; readonly message: string }) {
  const { code, message, status } = error
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }
}
