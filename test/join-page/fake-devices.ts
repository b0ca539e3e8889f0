import type { BrowserSide } from '../../join-page/src/media/browser-side.ts'
import type { Kind } from '../../join-page/src/media/model.ts'

/** A browser with devices, as `createMedia` sees one. Everything can change while it runs. */
export function fakeDevices(start: Partial<Fakes> = {}) {
  const fakes: Fakes = {
    listed: [device('audioinput', 'mic'), device('videoinput', 'cam'), device('audiooutput', 'speaker')],
    permissions: { camera: 'granted', microphone: 'granted' },
    refuses: () => undefined,
    held: false,
    ...start,
  }
  const asked: MediaStreamConstraints[] = []
  const tracks: FakeTrack[] = []
  const waiting: (() => void)[] = []
  const kept = new Map<string, string>()
  const window = new EventTarget()
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const devices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => fakes.listed,
    async getUserMedia(constraints: MediaStreamConstraints) {
      asked.push(constraints)
      if (fakes.held) await new Promise<void>((resolve) => waiting.push(resolve))
      const refusal = fakes.refuses(constraints)
      if (refusal) throw refusal
      const made = (['audio', 'video'] as const)
        .filter((kind) => constraints[kind])
        .map((kind) => newTrack(kind, constraints))
      tracks.push(...made)
      return { getTracks: () => made }
    },
  })
  const newTrack = (kind: 'audio' | 'video', constraints: MediaStreamConstraints) => {
    const wishes = constraints[kind]
    const wish = typeof wishes === 'object' ? wishes : {}
    const inputs = fakes.listed.filter((info) => info.kind === `${kind}input`)
    const wishedId = typeof wish.deviceId === 'object' && 'exact' in wish.deviceId ? wish.deviceId.exact : wish.deviceId
    const facing = typeof wish.facingMode === 'object' && 'exact' in wish.facingMode ? wish.facingMode.exact : undefined
    const deviceId = (inputs.find((info) => info.deviceId === wishedId) ?? inputs[0])?.deviceId ?? ''
    return new FakeTrack(kind, deviceId, fakes.facing && String(facing ?? 'user'))
  }
  const statuses = {
    camera: new EventTarget(),
    microphone: new EventTarget(),
  }
  const side = {
    devices,
    permissions: {
      query: async ({ name }: { name: Kind }) => {
        if (fakes.permissions === undefined) throw new TypeError('no such permission')
        const { permissions } = fakes
        return Object.defineProperty(statuses[name], 'state', { configurable: true, get: () => permissions[name] })
      },
    },
    memory: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    page,
    window,
    isPhone: start.isPhone ?? false,
    canChooseSpeaker: true,
  }
  return {
    fakes,
    asked,
    tracks,
    kept,
    live: () => tracks.filter((track) => track.readyState === 'live'),
    /** Answers all open questions of the browser. */
    answer() {
      fakes.held = false
      for (const resolve of waiting.splice(0)) resolve()
    },
    permit(kind: Kind, state: PermissionState) {
      if (fakes.permissions) fakes.permissions = { ...fakes.permissions, [kind]: state }
      statuses[kind].dispatchEvent(new Event('change'))
    },
    plug(listed: readonly MediaDeviceInfo[]) {
      fakes.listed = [...listed]
      devices.dispatchEvent(new Event('devicechange'))
    },
    comeBack() {
      window.dispatchEvent(new Event('focus'))
    },
    // Plain objects with exactly the members that `createMedia` uses; the compiler wants the browser's whole types.
    side: side as unknown as BrowserSide,
  }
}

type Fakes = {
  listed: MediaDeviceInfo[]
  /** Undefined: this browser has no permissions API. */
  permissions: Readonly<Record<Kind, PermissionState>> | undefined
  refuses: (constraints: MediaStreamConstraints) => DOMException | undefined
  /** Questions stay open until `answer`. */
  held: boolean
  isPhone?: boolean
  /** Tracks have a facing mode, as on phones. */
  facing?: boolean
}

export const device = (kind: MediaDeviceKind, deviceId: string, label = deviceId): MediaDeviceInfo => ({
  kind,
  deviceId,
  label,
  groupId: '',
  toJSON: () => ({}),
})

export const refusal = (name: string, message = '') => new DOMException(message, name)

export class FakeTrack {
  readyState: MediaStreamTrackState = 'live'
  muted = false
  enabled = true
  onmute: (() => void) | null = null
  onunmute: (() => void) | null = null
  onended: (() => void) | null = null
  readonly kind: string
  readonly #deviceId: string
  readonly #facing: string | false | undefined

  constructor(kind: string, deviceId: string, facing: string | false | undefined) {
    this.kind = kind
    this.#deviceId = deviceId
    this.#facing = facing
  }

  getSettings() {
    return { deviceId: this.#deviceId, ...(this.#facing ? { facingMode: this.#facing } : {}) }
  }

  stop() {
    this.readyState = 'ended'
  }

  /** The operating system, or an unplugged cable. */
  end() {
    this.readyState = 'ended'
    this.onended?.()
  }

  mute(isMuted: boolean) {
    this.muted = isMuted
    if (isMuted) this.onmute?.()
    else this.onunmute?.()
  }
}
