import { useRef } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import type { Problem } from '../../media/model.ts'
import { problemAfter, type Trouble, troubles } from './trouble.ts'

/** The current problems with camera and microphone. */
export function useTroubles(): readonly Trouble[] {
  const { media } = useApp()
  const camera = media.camera.value
  const microphone = media.microphone.value
  const problems = useRef<{ camera?: Problem | undefined; microphone?: Problem | undefined }>({})
  const now = {
    camera: problemAfter(problems.current.camera, camera),
    microphone: problemAfter(problems.current.microphone, microphone),
  }
  problems.current = now
  return troubles({ source: camera, problem: now.camera }, { source: microphone, problem: now.microphone })
}
