import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { networkBlocked } from '../network/blocked.ts'
import { useIsBlocked } from '../network/use-is-blocked.ts'

/** Reports to the agent, with the customer's step, that the network blocks video, and when it no longer does. */
export function useBlockedReport(): void {
  const { api, call, network } = useApp()
  const isBlocked = useIsBlocked()
  const { isCutOff } = call.view.value
  const reported = useRef(false)
  // The network may have changed since the last test.
  useEffect(() => {
    if (isCutOff) network.test()
  }, [isCutOff])
  useEffect(() => {
    if (isBlocked === reported.current) return
    reported.current = isBlocked
    api.reportStep('joined', isBlocked ? networkBlocked : undefined)
  }, [isBlocked])
}
