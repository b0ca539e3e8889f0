import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { networkBlocked } from '../network/blocked.ts'
import { useIsBlocked } from '../network/use-is-blocked.ts'

/** The agent reads beside the customer's step that their network blocks video, and when it does not any more. */
export function useBlockedTelling(): void {
  const { api, call, network } = useApp()
  const isBlocked = useIsBlocked()
  const { isCutOff } = call.view.value
  const told = useRef(false)
  // The network may be another one than on the screen before.
  useEffect(() => {
    if (isCutOff) network.test()
  }, [isCutOff])
  useEffect(() => {
    if (isBlocked === told.current) return
    told.current = isBlocked
    api.tell('joined', isBlocked ? networkBlocked : undefined)
  }, [isBlocked])
}
