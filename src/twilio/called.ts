/** Told of every call to Twilio: which product and method, the status (0: no answer), how long it took (ms). */
export type Called = (call: { product: string; method: string; status: number; ms: number }) => void
