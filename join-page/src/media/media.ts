import { signal } from '@preact/signals'
import { type BrowserSide, browserSide } from './browser-side.ts'
import { labelIn, listedOf, nextCamera } from './devices.ts'
import { createInventory } from './inventory.ts'
import type { DeviceChange, Kind, Media } from './model.ts'
import { createOpening } from './opening.ts'
import { followHopes } from './recovery.ts'
import { afterEnd } from './rules.ts'
import { createSource } from './source.ts'

/** Milliseconds that the browser's prompt may stay open before help is shown. A later answer still counts. */
const answerWithin = 8_000

const kinds: readonly Kind[] = ['microphone', 'camera']

/** Creates camera and microphone, and keeps them working through what browser and operating system do to them. */
export function createMedia(side: BrowserSide = browserSide()): Media {
  const inventory = createInventory(side)
  const { devices, chosen, speaker } = inventory
  const changed = signal<DeviceChange | undefined>(undefined)
  const sources = { camera: createSource(() => ended('camera')), microphone: createSource(() => ended('microphone')) }
  const { permission, put, changeOver } = createOpening(side, sources, inventory)
  /** The devices that the user wants on. `stop` does not change them. */
  const wanted = new Set<Kind>(kinds)

  async function turnOn(...given: readonly Kind[]): Promise<void> {
    for (const kind of given) wanted.add(kind)
    const asking = (given.length > 0 ? given : [...wanted]).filter((kind) => {
      const { is } = sources[kind].state.value
      return is === 'off' || is === 'failed'
    })
    if (asking.length === 0) return
    for (const kind of asking) sources[kind].asking()
    await within(answerWithin, put(asking))
    for (const kind of asking) if (sources[kind].state.value.is === 'asking') sources[kind].fail('no-answer')
  }

  async function ended(kind: Kind): Promise<void> {
    const track = sources[kind].track()
    const [state] = await Promise.all([permission(kind), inventory.refresh()])
    // The source was switched off or replaced meanwhile.
    if (!track || sources[kind].track() !== track) return
    const left = listedOf(kind, devices.value)
    const isListed = inventory.isThere(kind, track)
    const next = afterEnd({ kind, permission: state, isListed, left: left.length })
    sources[kind].fail(next === 'again' ? 'none' : next)
    if (next !== 'again') return
    await put([kind])
    if (sources[kind].track()) await tellMicrophone()
  }

  async function tellMicrophone(): Promise<void> {
    await inventory.refresh()
    const { microphone = '' } = chosen.value
    changed.value = { what: 'microphone', label: labelIn(devices.value.microphones, microphone) }
  }

  /** Runs after a change of devices. A camera never changes by itself: another one shows another part of the room. */
  async function changeMicrophone(): Promise<void> {
    const better = inventory.betterMicrophone()
    const before = sources.microphone.track()
    if (better === undefined) return
    if (!before) return inventory.prefer('microphone', better)
    await changeOver('microphone', { deviceId: { exact: better } })
    const after = sources.microphone.track()
    if (after && after !== before) await tellMicrophone()
  }

  async function refresh(): Promise<void> {
    const before = speaker.value
    const isKnown = devices.value.speakers.length > 0
    await inventory.refresh()
    // Chrome does not replace an unplugged loudspeaker, so the page moves the sound (room/sound.tsx).
    if (isKnown && speaker.value !== before)
      changed.value = { what: 'speaker', label: labelIn(devices.value.speakers, speaker.value || 'default') }
  }

  followHopes(side, {
    sources,
    permission,
    plugged: refresh,
    settled: changeMicrophone,
    again: turnOn,
    quietly: (kind) => put([kind]),
  })

  return {
    camera: sources.camera.state,
    microphone: sources.microphone.state,
    devices,
    chosen,
    speaker,
    changed,
    turnOn,
    turnOff(kind) {
      wanted.delete(kind)
      sources[kind].off()
    },
    want(kinds) {
      wanted.clear()
      for (const kind of kinds) wanted.add(kind)
    },
    async choose(what, id) {
      inventory.pick(what, id)
      if (what === 'speaker') return
      if (sources[what].track()) await changeOver(what, { deviceId: { exact: id } })
      else if (sources[what].state.value.is === 'failed') await turnOn(what)
    },
    async flip() {
      const settings = sources.camera.track()?.getSettings()
      if (!settings) return
      const other = otherSide[settings.facingMode ?? '']
      // Phones list several rear lenses; only `facingMode` selects the usual one.
      if (other) return changeOver('camera', { facingMode: { exact: other } })
      const next = nextCamera(devices.value.cameras, settings.deviceId)
      if (next) await changeOver('camera', { deviceId: { exact: next.id } })
    },
    async resume() {
      const gone = kinds.filter((kind) => sources[kind].state.value.is === 'interrupted')
      // Releases them first: on iOS an interrupted camera cannot be opened again while it is held.
      for (const kind of gone) sources[kind].off()
      if (gone.length > 0) await turnOn(...gone)
    },
    stop() {
      for (const kind of kinds) sources[kind].off()
    },
  }
}

const otherSide: Readonly<Record<string, string>> = { user: 'environment', environment: 'user' }

/** Settles with the work or after `ms`, whichever is first. The work goes on. */
function within(ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    void work.finally(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
