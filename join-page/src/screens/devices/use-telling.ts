import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { toldStep } from './told-step.ts'

/** A camera that is allowed starts within this time (ms); only a question that stands longer is worth telling. */
const standing = 800

/** Tells the server how the choice of devices goes, once for each change. */
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
