import { ask, type DeviceAccess } from './ask.ts'
import { type BrowserSide, permissionStatus } from './browser-side.ts'
import { constraintsOf, trackKind } from './constraints.ts'
import type { Inventory } from './inventory.ts'
import type { Kind } from './model.ts'
import type { SourceCell } from './source.ts'

export type Sources = Readonly<Record<Kind, SourceCell>>

/** Requests devices from the browser, and delivers answers to their source, however late and in any order. */
export function createOpening(side: BrowserSide, sources: Sources, inventory: Inventory) {
  /** The latest request for each kind. The refusal of an older one is ignored. */
  const newest = { camera: 0, microphone: 0 }

  const open = async (constraints: MediaStreamConstraints) => {
    if (!side.devices) throw new TypeError('This browser has no mediaDevices')
    return side.devices.getUserMedia(constraints)
  }
  const permission = async (kind: Kind) => (await permissionStatus(side.permissions, kind))?.state
  const browser: DeviceAccess = {
    open,
    permission,
    isListed: inventory.isListed,
    wishes: (kind) => constraintsOf(kind, inventory.chosen.value, side.isPhone),
  }

  /** Opens devices. The caller decides what the user sees meanwhile. */
  async function put(kinds: readonly Kind[]): Promise<void> {
    const numbers = new Map(kinds.map((kind) => [kind, ++newest[kind]]))
    await ask(kinds, browser, (kind, answer) => {
      const source = sources[kind]
      if ('track' in answer) {
        source.take(answer.track)
        if (source.track() === answer.track) inventory.inUse(kind, answer.track)
      } else if (numbers.get(kind) === newest[kind]) source.fail(answer.why)
    })
  }

  /**
   * Replaces the device of a running source. A computer opens the new device first, so that nothing flickers; a phone
   * has to release one camera before it can open the other.
   */
  async function changeOver(kind: Kind, wishes: MediaTrackConstraints): Promise<void> {
    const number = ++newest[kind]
    const source = sources[kind]
    const before = source.track()?.getSettings().deviceId
    if (side.isPhone) source.asking()
    try {
      const plain = constraintsOf(kind, {}, side.isPhone)
      const stream = await open({ [trackKind[kind]]: { ...plain, ...wishes } })
      for (const track of stream.getTracks()) {
        if (number === newest[kind]) source.swap(track)
        else track.stop()
        if (source.track() === track) inventory.inUse(kind, track)
      }
    } catch {
      if (number !== newest[kind]) return
      inventory.putBack(kind, before)
      if (source.state.value.is === 'asking') await put([kind])
    }
  }

  return { permission, put, changeOver }
}
