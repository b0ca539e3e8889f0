import { type BrowserSide, permissionStatus } from './browser-side.ts'
import type { Kind } from './model.ts'
import { type Hope, isSilent, mayTryAgain } from './rules.ts'
import type { SourceCell } from './source.ts'

type Deps = {
  readonly sources: Readonly<Record<Kind, SourceCell>>
  readonly permission: (kind: Kind) => Promise<PermissionState | undefined>
  /** Reads the list of devices again. */
  readonly plugged: () => Promise<void>
  /** Runs after failed sources have been tried again. */
  readonly settled: () => Promise<void>
  /** Tries again and shows that, because the browser may prompt the user. */
  readonly again: (kind: Kind) => Promise<void>
  /** Tries again and leaves the help on screen until that works. */
  readonly quietly: (kind: Kind) => Promise<void>
}

const kinds: readonly Kind[] = ['microphone', 'camera']

/**
 * Tries a failed camera or microphone again after every event that may have fixed it, so that a user who followed the
 * help has nothing more to press: the permission changed, a device was plugged in, the user came back to the page.
 */
export function followHopes(side: BrowserSide, deps: Deps): void {
  const trying = new Set<Kind>()

  async function hope(kind: Kind, reason: Hope): Promise<void> {
    if (trying.has(kind) || failure(kind) === undefined) return
    trying.add(kind)
    const permission = await deps.permission(kind)
    // Read again, because the source may have recovered during the permission query.
    const why = failure(kind)
    if (why && mayTryAgain(why, permission, reason))
      await (isSilent(permission) ? deps.quietly(kind) : deps.again(kind))
    trying.delete(kind)
  }

  const failure = (kind: Kind) => {
    const { value } = deps.sources[kind].state
    return value.is === 'failed' ? value.why : undefined
  }
  const hopeForAll = (reason: Hope) => {
    for (const kind of kinds) void hope(kind, reason)
  }
  const lookAtAll = () => Promise.all(kinds.map((kind) => deps.sources[kind].look()))
  const back = async () => {
    if (side.page.visibilityState !== 'visible') return
    await lookAtAll()
    hopeForAll('back')
  }

  side.window.addEventListener('focus', back)
  side.page.addEventListener('visibilitychange', back)
  side.devices?.addEventListener('devicechange', async () => {
    await deps.plugged()
    // The `ended` event of an unplugged device may come later, or not at all.
    await lookAtAll()
    hopeForAll('plugged')
    await deps.settled()
  })
  for (const kind of kinds)
    void permissionStatus(side.permissions, kind).then((status) =>
      status?.addEventListener('change', () => void hope(kind, 'permission')),
    )
}
