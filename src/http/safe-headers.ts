export type HeaderLines = readonly (readonly [name: string, value: string])[]

/**
 * The headers of every answer. Answers are not cached unless they say so themselves, and browsers do not guess content
 * types. A browser that came over TLS keeps using TLS; the header for that is not allowed over http.
 */
export const safeHeaders = (isSecure: boolean): HeaderLines => [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ...(isSecure ? ([['Strict-Transport-Security', 'max-age=31536000; includeSubDomains']] as const) : []),
]
