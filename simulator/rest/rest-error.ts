/** A refusal in Twilio's form: HTTP status, and a code of Twilio's error dictionary. */
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

/** 404: Twilio gives the same answer for a missing resource, a SID of the wrong kind and an unknown address. */
export function notFound(path: string): RestError {
  return new RestError(404, 20404, `The requested resource ${path} was not found`)
}

/** 400 with the general code for parameters, or with the product's own code. */
export function invalid(message: string, code = 20001): RestError {
  return new RestError(400, code, message)
}

/** The classic error body. */
export function errorBody(error: { readonly status: number; readonly code: number; readonly message: string }) {
  const { code, message, status } = error
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }
}
