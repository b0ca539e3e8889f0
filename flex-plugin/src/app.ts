import type { Composer } from './composer/composer.ts'
import type { Flex, Manager, Task } from './flex/flex.ts'
import type { Placeholder } from './frame/placeholder.ts'
import type { Room } from './frame/room.ts'
import type { Asking } from './guards/asking.ts'
import type { Notify } from './notifications/notices.tsx'
import type { Why } from './notifications/problem-text.ts'
import type { Settings } from './settings.ts'
import type { Commands } from './state/commands.ts'
import type { TransferCommands } from './state/transfer-commands.ts'
import type { Transfers } from './state/transfers.ts'
import type { Value } from './state/value.ts'
import type { Videos } from './state/videos.ts'
import type { Texts } from './texts/texts.ts'
import type { Say, Words } from './texts/words.ts'

/** Everything that is created once, when Flex starts the plugin, and passed down. */
export type App = {
  readonly flex: Flex
  readonly manager: Manager
  readonly settings: Settings
  readonly say: Say
  readonly sayLate: Words['sayLate']
  readonly sayOfFlex: Words['sayOfFlex']
  readonly why: Why
  /** The texts behind `say`. Components that show texts watch it. */
  readonly texts: Value<Texts>
  readonly notify: Notify
  readonly tasks: Value<readonly Task[]>
  readonly videos: Videos
  readonly commands: Commands
  readonly transfers: Transfers
  readonly transferCommands: TransferCommands
  readonly composer: Composer
  readonly room: Room
  readonly placeholder: Placeholder
  readonly asking: Asking
}

/** Flex passes its own props to added components; `task` is one of them where there is a task. */
export type WithTask = { readonly app: App; readonly task?: unknown }
