import type { Chosen } from './model.ts'

const key = 'escalate.devices'

/** The browser's storage. If it is switched off, full or missing, nothing is remembered. */
export type Memory = Pick<Storage, 'getItem' | 'setItem'>

/** Reads the remembered devices; ignores data of another form. */
export function recall(memory: Memory | undefined): Chosen {
  try {
    const kept: unknown = JSON.parse(memory?.getItem(key) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    return {
      ...('camera' in kept && typeof kept.camera === 'string' ? { camera: kept.camera } : {}),
      ...('microphone' in kept && typeof kept.microphone === 'string' ? { microphone: kept.microphone } : {}),
      ...('speaker' in kept && typeof kept.speaker === 'string' ? { speaker: kept.speaker } : {}),
    }
  } catch {
    return {} // foreign data under this key, or no storage
  }
}

/** Adds a choice to the remembered devices. */
export function remember(memory: Memory | undefined, chosen: Chosen): void {
  try {
    memory?.setItem(key, JSON.stringify({ ...recall(memory), ...chosen }))
  } catch {
    // Private windows of older Safari have a storage of zero bytes.
  }
}
