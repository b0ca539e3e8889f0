import { useApp } from '../app-context.ts'
import { blocksVideo } from './blocked.ts'

/** Whether this user's network blocks video. */
export function useIsBlocked(): boolean {
  const { call, network } = useApp()
  return blocksVideo(call.view.value.isCutOff, network.is.value)
}
