/** Runs after every request to Twilio, with product, method, status (0: no answer) and duration (ms). */
export type Called = (call: { product: string; method: string; status: number; ms: number }) => void
