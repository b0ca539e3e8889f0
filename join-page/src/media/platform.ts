export type System = 'ios' | 'android' | 'macos' | 'windows' | 'other'
export type Program = 'chrome' | 'safari' | 'firefox' | 'edge' | 'samsung' | 'other'
/** The settings that a user may have to open: help is written for the pair. */
export type Platform = { readonly system: System; readonly program: Program }

type Words = { readonly userAgent: string; readonly maxTouchPoints?: number }

/** Reads the user agent, the only source that tells all of these apart in every browser. */
export function platformOf({ userAgent, maxTouchPoints = 0 }: Words): Platform {
  return { system: systemOf(userAgent, maxTouchPoints), program: programOf(userAgent) }
}

function systemOf(userAgent: string, maxTouchPoints: number): System {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios'
  if (/Android/.test(userAgent)) return 'android'
  // An iPad calls itself a Mac since iPadOS 13. No Mac has a touch screen.
  if (/Macintosh/.test(userAgent)) return maxTouchPoints > 1 ? 'ios' : 'macos'
  return /Windows/.test(userAgent) ? 'windows' : 'other'
}

/** Most specific first: Edge and Samsung also say Chrome, and all of them say Safari. */
function programOf(userAgent: string): Program {
  if (/\bEdg(e|A|iOS)?\//.test(userAgent)) return 'edge'
  if (/SamsungBrowser\//.test(userAgent)) return 'samsung'
  if (/Firefox\/|FxiOS\//.test(userAgent)) return 'firefox'
  if (/Chrome\/|CriOS\/|Chromium\//.test(userAgent)) return 'chrome'
  return /Version\/[\d.]+.*Safari\//.test(userAgent) ? 'safari' : 'other'
}
