import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { networkBlocked } from '../network/blocked.ts'
import { useIsBlocked } from '../network/use-is-blocked.ts'

/** Reports to the agent, with the customer's step, that the network blocks video, and when it no longer does. */
export function useBlockedTelling(): void {
  const { api, call, network } = useApp()
  const isBlocked = useIsBlocked()
  const { isCutOff } = call.view.value
  const told = useRef(false)
  // The network may have changed since the last test.
  useEffect(() => {
    if (isCutOff) network.test()
  }, [isCutOff])
  useEffect(() => {
    if (isBlocked === told.current) return
    told.current = isBlocked
    api.tell('joined', isBlocked ? networkBlocked : undefined)
  }, [isBlocked])
}
