import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { toldStep } from './told-step.ts'

/** A camera that is allowed starts within this time (ms). Only a prompt that stays open longer is reported. */
const standing = 800

/** Reports the readiness step of the device choice to the server, once for each change. */
export function useTelling(): void {
  const { api, media, network } = useApp()
  const { step, detail } = toldStep(media.camera.value, media.microphone.value, network.is.value === 'blocked')
  const last = useRef('')
  useEffect(() => {
    const words = `${step}${detail ?? ''}`
    if (words === last.current) return
    const tell = () => {
      last.current = words
      api.tell(step, detail)
    }
    if (step !== 'asking') return tell()
    const timer = setTimeout(tell, standing)
    return () => clearTimeout(timer)
  }, [step, detail])
}
