import { platformOf } from '../media/platform.ts'

/** The app whose window shows this page, and how to get from there to a real browser. */
export type WayOut = {
  /** Undefined if the app does not name itself. */
  readonly app: string | undefined
  readonly browser: 'Safari' | 'Chrome'
  /** Where this app has the menu with "Open in browser". */
  readonly menu: 'top' | 'bottom' | 'somewhere'
  readonly isAndroid: boolean
}

type AppWays = {
  readonly sign: RegExp
  readonly name: string
  readonly ios: WayOut['menu']
  readonly android: WayOut['menu']
}

/**
 * Messenger comes before Facebook, and one pattern has all names of TikTok, because one user agent may contain several.
 */
const apps: readonly AppWays[] = [
  { sign: /\bInstagram\b/, name: 'Instagram', ios: 'top', android: 'top' },
  { sign: /MessengerForiOS|MessengerLite|Orca-Android/, name: 'Messenger', ios: 'bottom', android: 'top' },
  { sign: /\bFBA[NV]\/|\bFB_IAB\/|\[FB/, name: 'Facebook', ios: 'top', android: 'top' },
  { sign: /\bLinkedInApp\b/, name: 'LinkedIn', ios: 'top', android: 'top' },
  { sign: /\bMicroMessenger\//, name: 'WeChat', ios: 'top', android: 'top' },
  { sign: /\bLine\/\d/, name: 'LINE', ios: 'bottom', android: 'top' },
  { sign: /\bSnapchat\b/, name: 'Snapchat', ios: 'bottom', android: 'top' },
  { sign: /\bTikTok\b|\bmusical_ly|\bBytedanceWebview\b|\btrill_/, name: 'TikTok', ios: 'top', android: 'top' },
  { sign: /\bTwitter(Android| for i)/, name: 'X', ios: 'bottom', android: 'top' },
  { sign: /\bWhatsApp\//, name: 'WhatsApp', ios: 'bottom', android: 'top' },
  { sign: /\bTelegram-/, name: 'Telegram', ios: 'bottom', android: 'top' },
  { sign: /\bKAKAOTALK\b/, name: 'KakaoTalk', ios: 'bottom', android: 'top' },
  { sign: /\bPinterest\//, name: 'Pinterest', ios: 'top', android: 'top' },
  { sign: /\bGSA\//, name: 'Google', ios: 'bottom', android: 'top' },
]

/** Reads the user agent, the only information that such an app gives about itself. */
export function wayOut(navigator: { readonly userAgent: string; readonly maxTouchPoints?: number }): WayOut {
  const { system } = platformOf(navigator)
  const isAndroid = system === 'android'
  const app = apps.find(({ sign }) => sign.test(navigator.userAgent))
  return {
    app: app?.name,
    browser: system === 'ios' || system === 'macos' ? 'Safari' : 'Chrome',
    menu: app?.[isAndroid ? 'android' : 'ios'] ?? 'somewhere',
    isAndroid,
  }
}

/**
 * Builds an address that Android opens in Chrome, also from most apps
 * (https://developer.chrome.com/docs/android/intents). iOS has no reliable equivalent.
 */
export function chromeIntent(link: string): string {
  const { protocol, host, pathname } = new URL(link)
  return `intent://${host}${pathname}#Intent;scheme=${protocol.slice(0, -1)};package=com.android.chrome;end`
}
