/**
 * The last resort behind the rule that code logs no secrets: libraries may quote their input in error texts. Twilio
 * SIDs pass, because they identify resources and give no access.
 *
 * A text may be long and come from outside. So each pattern begins with fixed characters, or at the beginning of a
 * run of its characters: the time stays linear (`test/scrub.test.ts` compares sizes).
 */
const secrets: readonly [pattern: RegExp, instead: string][] = [
  [/(?<![A-Za-z0-9])eyJ[\w.-]+/g, '[token]'],
  [/whsec_[\w+/=-]+/g, 'whsec_[secret]'],
  [/(\/|%2F)j\1[\w-]{20,}/gi, '$1j$1[link]'],
  [/(WK[0-9a-f]{32})(?:\.|%2E)\d{1,12}(?:\.|%2E)[\w-]{43}/gi, '$1.[pass]'],
  // The value behind a telling name: in an address, after its `#`, in a form, in JSON; also percent-encoded.
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
