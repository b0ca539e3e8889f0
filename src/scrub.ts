/**
 * The last resort behind the rule that no secret is handed to a log: error texts come from libraries and may quote what
 * they choked on. Twilio SIDs pass, they identify and do not open anything.
 *
 * A text may be a stranger's and long. So each pattern begins with fixed characters, or where a run of its characters begins: no
 * character is looked at from more than a few places (`test/scrub.test.ts` compares sizes).
 */
const secrets: readonly [pattern: RegExp, instead: string][] = [
  [/(?<![A-Za-z0-9])eyJ[\w.-]+/g, '[token]'],
  [/whsec_[\w+/=-]+/g, 'whsec_[secret]'],
  [/(\/|%2F)j\1[\w-]{20,}/gi, '$1j$1[link]'],
  [/(WK[0-9a-f]{32})(?:\.|%2E)\d{1,12}(?:\.|%2E)[\w-]{43}/gi, '$1.[pass]'],
  // The value of a name that says so: in an address, behind its `#`, in a form, in JSON; encoded, too.
  [
    /((?:\b|(?<=%[0-9A-F]{2}))(?:[a-z]{1,20}[_-])?(?:token|key|secret|password|passwd|pass|signature))(["']?(?:=|%3D)["']?|["']:\s{0,9}["'])(?!\[)[^\s"'&#,;{}[\]()<>]+/gi,
    '$1$2[secret]',
  ],
  [/\b(x-twilio-signature:\s{0,9})[\w+/=]+/gi, '$1[secret]'],
  [/\b(Basic|Bearer)\s+(?!\[)[\w+/=.~-]+/gi, '$1 [credentials]'],
  [/\/\/[^/\s:@]*:[^/\s@]*@/g, '//[credentials]@'],
  [/(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+/g, '[address]'],
  [/\+\d{8,15}\b/g, '[number]'],
]

export const scrub = (text: string): string =>
  secrets.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text)
