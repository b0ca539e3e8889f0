import type { Browser } from '../journey/model.ts'
import { platformOf } from './platform.ts'

/** The parts of `window` that show what a browser can do. */
export type BrowserFacts = {
  readonly isSecureContext: boolean
  readonly navigator: {
    readonly userAgent: string
    readonly maxTouchPoints?: number
    readonly mediaDevices?: { readonly getUserMedia?: unknown }
  }
  readonly RTCPeerConnection?: unknown
}

/**
 * Apps that open links in a window of their own. Many of these windows have no camera, or the app refuses the prompt,
 * and they close when the user returns to the chat. The gate lets users try anyway.
 */
const apps: readonly RegExp[] = [
  /\bFBA[NV]\/|\bFB_IAB\/|\[FB/, // Facebook and Messenger
  /\bInstagram\b/,
  /\bLinkedInApp\b/,
  /\bMicroMessenger\//, // WeChat
  /\bLine\/\d/,
  /\bSnapchat\b/,
  /\bTikTok\b|\bmusical_ly|\bBytedanceWebview\b|\btrill_/,
  /\bTwitter(Android| for i)/,
  /\bWhatsApp\//,
  /\bTelegram-/,
  /\bKAKAOTALK\b/,
  /\bPinterest\//,
  /\bGSA\//, // the Google app and Gmail on iOS
  /; wv\)/, // any Android WebView
]

/** The oldest tested versions. Users of older ones see a warning, and may try. */
const oldest = { chrome: 100, firefox: 100, safari: 15 }

/** Judges whether this browser can have a call, before the page asks for anything. Pure: pass `window`. */
export function browserOf(facts: BrowserFacts): Browser {
  const { userAgent, mediaDevices } = facts.navigator
  if (!facts.isSecureContext) return 'insecure'
  // Checked first, because the phone's own browser helps even if every API is missing here.
  if (isInApp(facts)) return 'in-app'
  if (!facts.RTCPeerConnection || !mediaDevices?.getUserMedia) return 'unsupported'
  return isOld(userAgent) ? 'old' : 'good'
}

function isInApp({ navigator }: BrowserFacts): boolean {
  const { userAgent } = navigator
  if (apps.some((app) => app.test(userAgent))) return true
  // Every browser on iOS says Safari; a plain WKWebView does not.
  return platformOf(navigator).system === 'ios' && !/Safari\//.test(userAgent)
}

function isOld(userAgent: string): boolean {
  // All browsers on iOS use the system's WebKit. iPads that do not say "iPad" are handled as Safari below.
  const ios = number(/(?:iPhone|iPad|iPod).* OS (\d+)_/.exec(userAgent))
  if (ios !== undefined) return ios < oldest.safari
  const chrome = number(/(?:Chrome|Chromium)\/(\d+)/.exec(userAgent))
  if (chrome !== undefined) return chrome < oldest.chrome
  const firefox = number(/Firefox\/(\d+)/.exec(userAgent))
  if (firefox !== undefined) return firefox < oldest.firefox
  const safari = number(/Version\/(\d+).*Safari\//.exec(userAgent))
  return safari !== undefined && safari < oldest.safari
}

const number = (found: RegExpExecArray | null): number | undefined =>
  found?.[1] === undefined ? undefined : Number(found[1])
