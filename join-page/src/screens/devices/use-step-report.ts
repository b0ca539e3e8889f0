import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { deviceStep } from './device-step.ts'

/** A camera that is allowed starts within this time (ms). Only a prompt that stays open longer is reported. */
const standing = 800

/** Reports the readiness step of the device choice to the server, once for each change. */
export function useStepReport(): void {
  const { api, media, network } = useApp()
  const { step, detail } = deviceStep(media.camera.value, media.microphone.value, network.is.value === 'blocked')
  const last = useRef('')
  useEffect(() => {
    const words = `${step}${detail ?? ''}`
    if (words === last.current) return
    const report = () => {
      last.current = words
      api.reportStep(step, detail)
    }
    if (step !== 'asking') return report()
    const timer = setTimeout(report, standing)
    return () => clearTimeout(timer)
  }, [step, detail])
}
