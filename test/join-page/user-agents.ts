import type { Browser } from '../../join-page/src/journey/model.ts'
import type { Program, System } from '../../join-page/src/media/platform.ts'

type Agent = readonly [string, string, Browser, System, Program, number?]

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const pixel = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)'
const webview =
  'Mozilla/5.0 (Linux; Android 13; SM-A536B Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.123 Mobile Safari/537.36'
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit'

/** The user agents of these browsers and apps. */
export const agents: readonly Agent[] = [
  ['Chrome on Windows', `${windows} Chrome/126.0.0.0 Safari/537.36`, 'good', 'windows', 'chrome'],
  ['Edge on Windows', `${windows} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`, 'good', 'windows', 'edge'],
  [
    'Firefox on Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0',
    'good',
    'windows',
    'firefox',
  ],
  [
    'Firefox on Linux',
    'Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0',
    'good',
    'other',
    'firefox',
  ],
  ['Chrome on a Mac', `${mac}/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36`, 'good', 'macos', 'chrome'],
  ['Safari on a Mac', `${mac}/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15`, 'good', 'macos', 'safari'],
  ['Safari on an iPad', `${mac}/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15`, 'good', 'ios', 'safari', 5],
  ['Safari on an iPhone', `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`, 'good', 'ios', 'safari'],
  ['Chrome on an iPhone', `${iphone} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1`, 'good', 'ios', 'chrome'],
  ['Firefox on an iPhone', `${iphone} FxiOS/127.0 Mobile/15E148 Safari/605.1.15`, 'good', 'ios', 'firefox'],
  [
    'Edge on an iPhone',
    `${iphone} Version/17.0 EdgiOS/125.0.2535.96 Mobile/15E148 Safari/605.1.15`,
    'good',
    'ios',
    'edge',
  ],
  ['Chrome on Android', `${pixel} Chrome/126.0.0.0 Mobile Safari/537.36`, 'good', 'android', 'chrome'],
  ['Edge on Android', `${pixel} Chrome/124.0.0.0 Mobile Safari/537.36 EdgA/124.0.2478.104`, 'good', 'android', 'edge'],
  [
    'Firefox on Android',
    'Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0',
    'good',
    'android',
    'firefox',
  ],
  [
    'Samsung Internet',
    `${pixel} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
    'good',
    'android',
    'samsung',
  ],

  ['Chrome 83 on Windows', `${windows} Chrome/83.0.4103.116 Safari/537.36`, 'old', 'windows', 'chrome'],
  [
    'Samsung Internet 16',
    `${pixel} SamsungBrowser/16.0 Chrome/92.0.4515.166 Mobile Safari/537.36`,
    'old',
    'android',
    'samsung',
  ],
  ['Firefox 91', 'Mozilla/5.0 (X11; Linux x86_64; rv:91.0) Gecko/20100101 Firefox/91.0', 'old', 'other', 'firefox'],
  [
    'Safari 14 on a Mac',
    `${mac}/605.1.15 (KHTML, like Gecko) Version/14.1.2 Safari/605.1.15`,
    'old',
    'macos',
    'safari',
  ],
  [
    'Chrome on iOS 14',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 14_8 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/114.0.5735.124 Mobile/15E148 Safari/604.1',
    'old',
    'ios',
    'chrome',
  ],

  [
    'Facebook on iOS',
    `${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/465.0.0.38.109;FBBV/602381411;FBDV/iPhone14,5]`,
    'in-app',
    'ios',
    'other',
  ],
  ['Facebook on Android', `${webview}[FB_IAB/FB4A;FBAV/465.0.0.54.83;]`, 'in-app', 'android', 'chrome'],
  ['Messenger on iOS', `${iphone} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/460.0.0.32.108]`, 'in-app', 'ios', 'other'],
  [
    'Instagram on iOS',
    `${iphone} Mobile/15E148 Instagram 334.0.4.32.98 (iPhone14,5; iOS 17_5_1; de_DE)`,
    'in-app',
    'ios',
    'other',
  ],
  ['Instagram on Android', `${webview} Instagram 334.0.0.42.95 Android`, 'in-app', 'android', 'chrome'],
  ['LinkedIn on iOS', `${iphone} Mobile/15E148 [LinkedInApp]/9.29.7643`, 'in-app', 'ios', 'other'],
  [
    'WeChat',
    `${iphone} Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/en`,
    'in-app',
    'ios',
    'other',
  ],
  ['Line', `${iphone} Mobile/15E148 Safari Line/14.8.0`, 'in-app', 'ios', 'other'],
  [
    'Snapchat',
    `${iphone} Version/17.5 Mobile/15E148 Safari/604.1 Snapchat/12.90.0.43 (like Safari/8618.2.12.10.9)`,
    'in-app',
    'ios',
    'safari',
  ],
  ['TikTok', `${iphone} Mobile/15E148 musical_ly_34.9.0 JsSdk/2.0 BytedanceWebview/d8a21c6`, 'in-app', 'ios', 'other'],
  ['Twitter', `${iphone} Mobile/15E148 Twitter for iPhone/10.43`, 'in-app', 'ios', 'other'],
  ['the Google app', `${iphone} GSA/320.0.642261193 Mobile/15E148 Safari/604.1`, 'in-app', 'ios', 'other'],
  ['an app of a bank on Android', webview, 'in-app', 'android', 'chrome'],
  ['an app of a bank on iOS', `${iphone} Mobile/15E148`, 'in-app', 'ios', 'other'],
]
