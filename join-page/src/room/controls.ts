export type Control =
  | 'mute'
  | 'camera'
  | 'flip'
  | 'share'
  | 'background'
  | 'settings'
  | 'small-window'
  | 'record'
  | 'mute-customer'
  | 'resend'
  | 'remove'
  | 'pop-out'
  | 'more'
  | 'leave'
  | 'end'

export type Situation = {
  readonly role: 'customer' | 'agent' | 'supervisor'
  readonly isNarrow: boolean
  readonly canFlip: boolean
  readonly canShare: boolean
  readonly canBackground: boolean
  readonly canSmallWindow: boolean
  readonly mayRecord: boolean
  readonly isCustomerIn: boolean
}

export type Controls = { readonly bar: readonly Control[]; readonly more: readonly Control[] }

/**
 * Decides which buttons exist, and which of them are in the bar. There is no button for what the browser cannot do. The
 * bar has only the buttons that every call needs, because a stressed user finds five buttons more easily than ten.
 */
export function controlsOf(now: Situation): Controls {
  const isAgent = now.role === 'agent'
  // Supervisors are guests: they must not take the screen from the participants of the call.
  const isGuest = now.role === 'supervisor'
  const roomy = (control: Control, isThere = true) => ({ control, isThere, isInBar: !now.isNarrow })
  const always = (control: Control, isThere = true) => ({ control, isThere, isInBar: true })
  const tucked = (control: Control, isThere = true) => ({ control, isThere, isInBar: false })
  const all = [
    always('mute'),
    always('camera'),
    always('flip', now.canFlip),
    always('share', now.canShare && !isGuest),
    roomy('background', now.canBackground),
    roomy('record', isAgent && now.mayRecord),
    tucked('settings'),
    tucked('small-window', now.canSmallWindow),
    tucked('pop-out', isAgent),
    tucked('resend', isAgent),
    tucked('mute-customer', isAgent && now.isCustomerIn),
    tucked('remove', isAgent && now.isCustomerIn),
    always('more'),
    always('leave'),
    roomy('end', isAgent),
  ].filter(({ isThere }) => isThere)
  return {
    bar: all.filter(({ isInBar }) => isInBar).map(({ control }) => control),
    more: all.filter(({ isInBar }) => !isInBar).map(({ control }) => control),
  }
}
