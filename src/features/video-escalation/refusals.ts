/** The HTTP status for each refusal code; 409 for all others. */
export const refusalStatus: Readonly<Record<string, 403 | 409 | 410 | 422 | 425 | 428>> = {
  'not-your-task': 403,
  'handed-over': 403,
  'agent-busy': 409,
  'still-ending': 409,
  'no-video': 409,
  ended: 410,
  removed: 403,
  revoked: 410,
  'seat-taken': 409,
  'consent-needed': 428,
  'joining-off': 403,
  'nobody-in-call': 409,
  'agent-not-here': 425,
  'unknown-command': 422,
}
