/** The HTTP status for each refusal code; 409 for all others. */
export const refusalStatus: Readonly<Record<string, 403 | 404 | 409 | 422>> = {
  'not-your-task': 403,
  'unknown-target': 404,
  'unknown-transfer': 404,
  'self-target': 422,
  'wrong-channel': 422,
  'warm-off': 422,
  'target-unreachable': 422,
  'note-too-long': 422,
  'note-markup': 422,
  'transfer-pending': 409,
  'already-in-conversation': 409,
  'target-unavailable': 409,
  'transfer-over': 409,
  'last-agent': 409,
  'self-removal': 409,
}
