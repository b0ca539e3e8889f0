import type { Browser } from '../journey/model.ts'
import { platformOf } from './platform.ts'

/** What of `window` tells a browser's worth. */
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
 * Apps that show links in a window of their own. Many of those have no camera, or ask in a way that the app then refuses,
 * and they close when the person looks at the chat again. The gate lets people try all the same.
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

/** The oldest versions that this page is tried with; older ones may try, and are told. */
const oldest = { chrome: 100, firefox: 100, safari: 15 }

/** Whether there can be a call in this browser, before anything is asked. Pure: hand it `window`. */
export function browserOf(facts: BrowserFacts): Browser {
  const { userAgent, mediaDevices } = facts.navigator
  if (!facts.isSecureContext) return 'insecure'
  // First, because moving to the phone's own browser helps even where everything is missing.
  if (isInApp(facts)) return 'in-app'
  if (!facts.RTCPeerConnection || !mediaDevices?.getUserMedia) return 'unsupported'
  return isOld(userAgent) ? 'old' : 'good'
}

function isInApp({ navigator }: BrowserFacts): boolean {
  const { userAgent } = navigator
  if (apps.some((app) => app.test(userAgent))) return true
  // Every real browser on iOS says Safari; a plain WKWebView does not.
  return platformOf(navigator).system === 'ios' && !/Safari\//.test(userAgent)
}

function isOld(userAgent: string): boolean {
  // All browsers on iOS are the system's WebKit, whatever they call themselves. iPads without "iPad" come below.
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
