import type { Problem } from '../../media/model.ts'
import type { Platform, Program } from '../../media/platform.ts'
import type { Texts } from '../../texts/texts.ts'

type Key = keyof Texts

export const troubleTitles = {
  blocked: 'troubleBlocked',
  system: 'troubleSystem',
  'in-use': 'troubleInUse',
  none: 'troubleNone',
  'no-answer': 'troubleNoAnswer',
  failed: 'troubleFailed',
} as const satisfies Record<Problem, Key>

/** The steps that solve a problem, in the terms of the user's browser and system. */
export function helpSteps(why: Problem, { program, system }: Platform): readonly Key[] {
  switch (why) {
    case 'blocked':
      return system === 'ios' ? onIos(program) : system === 'android' ? onAndroid(program) : onComputer(program)
    case 'system':
      return inSystem[system]
    case 'in-use':
      return ['helpInUse', 'helpPressAgain']
    case 'none':
      return ['helpNone']
    case 'no-answer':
      return ['helpLookForQuestion', 'helpNoQuestion', 'helpReload']
    case 'failed':
      return ['helpPressAgain', 'helpReload']
  }
}

/** Whether the page notices by itself that the steps worked (media/recovery.ts), so that there is nothing to press. */
export const isNoticed = (why: Problem, { program }: Platform): boolean =>
  why === 'none' || why === 'system' || (why === 'blocked' && program !== 'firefox' && program !== 'other')

const phoneSettings: readonly Key[] = ['helpPhoneSettings', 'helpPhoneBrowser', 'helpSwitchOnBoth', 'helpComeBack']

/** On iOS only Safari has a permission for each page; in other browsers the app has it. */
const onIos = (program: Program): readonly Key[] =>
  program === 'safari' ? ['helpAddressTap', 'helpSafariPage', 'helpAllowBoth'] : phoneSettings

const onAndroid = (program: Program): readonly Key[] =>
  program === 'firefox'
    ? ['helpAddressTap', 'helpAllowBoth', 'helpPressAgain']
    : ['helpAddressTap', 'helpPermissions', 'helpAllowBoth']

function onComputer(program: Program): readonly Key[] {
  switch (program) {
    case 'firefox':
      return ['helpFirefoxIcon', 'helpFirefoxRemove', 'helpPressAgain']
    case 'safari':
      return ['helpSafariMenu', 'helpAllowBoth']
    case 'chrome':
    case 'edge':
    case 'samsung':
      return ['helpAddressIcon', 'helpAllowBoth']
    case 'other':
      return ['helpOtherSettings', 'helpAllowBoth', 'helpPressAgain']
  }
}

const inSystem = {
  ios: phoneSettings,
  android: phoneSettings,
  macos: ['helpMacPrivacy', 'helpCameraThenMicrophone', 'helpSwitchOnBrowser', 'helpComeBack'],
  windows: ['helpWindowsPrivacy', 'helpCameraThenMicrophone', 'helpWindowsApps', 'helpComeBack'],
  other: ['helpOtherPrivacy', 'helpSwitchOnBoth', 'helpComeBack'],
} as const satisfies Record<Platform['system'], readonly Key[]>

/** Product names, the same in every language. */
export const browserNames: Readonly<Partial<Record<Program, string>>> = {
  chrome: 'Chrome',
  safari: 'Safari',
  firefox: 'Firefox',
  edge: 'Edge',
  samsung: 'Samsung Internet',
}
