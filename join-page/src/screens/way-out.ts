import { platformOf } from '../media/platform.ts'

/** The app whose window this page is stuck in, and how it leads out into the real browser. */
export type WayOut = {
  /** Undefined where the app does not say who it is. */
  readonly app: string | undefined
  readonly browser: 'Safari' | 'Chrome'
  /** Where this app keeps the menu with "Open in browser". */
  readonly menu: 'top' | 'bottom' | 'somewhere'
  readonly isAndroid: boolean
}

type AppWays = {
  readonly sign: RegExp
  readonly name: string
  readonly ios: WayOut['menu']
  readonly android: WayOut['menu']
}

/** Messenger before Facebook and TikTok's many names together, because one user agent may carry several. */
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

/** From the user agent: the only thing such an app says about itself. */
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
 * An address that Android opens in Chrome, also from within most apps
 * (https://developer.chrome.com/docs/android/intents). iOS has nothing like it that can be relied on.
 */
export function chromeIntent(link: string): string {
  const { protocol, host, pathname } = new URL(link)
  return `intent://${host}${pathname}#Intent;scheme=${protocol.slice(0, -1)};package=com.android.chrome;end`
}
