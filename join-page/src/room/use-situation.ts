import { useApp } from '../app-context.ts'
import { platformOf } from '../media/platform.ts'
import type { Situation } from './controls.ts'
import { canSmallWindow } from './small-window.ts'
import { useNarrow } from './use-narrow.ts'

/** Gathers the input of `controlsOf`. */
export function useSituation(): Situation {
  const { call, journey, media } = useApp()
  const { server } = journey.value
  const { system } = platformOf(navigator)
  const isPhone = system === 'ios' || system === 'android'
  return {
    role: server?.role ?? 'customer',
    isNarrow: useNarrow(),
    canFlip: isPhone && media.devices.value.cameras.length > 1 && 'track' in media.camera.value,
    canShare: call.can.share,
    canBackground: call.can.background,
    canSmallWindow: canSmallWindow(),
    mayRecord: server?.mayRecord ?? false,
    isCustomerIn: call.view.value.others.some(({ role }) => role === 'customer'),
  }
}
