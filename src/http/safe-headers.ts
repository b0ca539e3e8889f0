export type HeaderLines = readonly (readonly [name: string, value: string])[]

/**
 * On every answer, whoever gives it: nothing is kept on the way, and nothing is taken for something else than it says. What may
 * be kept says so itself. Browsers that came by TLS come by TLS only; by http they may not be told so.
 */
export const safeHeaders = (isSecure: boolean): HeaderLines => [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ...(isSecure ? ([['Strict-Transport-Security', 'max-age=31536000; includeSubDomains']] as const) : []),
]
