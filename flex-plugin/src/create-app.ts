import type { App } from './app.ts'
import { createComposer } from './composer/composer.ts'
import type { Flex, Manager, Task } from './flex/flex.ts'
import { createPlaceholder } from './frame/placeholder.ts'
import { createRoom } from './frame/room.ts'
import { createAsking } from './guards/asking.ts'
import { registerNotices } from './notifications/notices.tsx'
import { whyWith } from './notifications/problem-text.ts'
import { createApi } from './server/api.ts'
import type { Session } from './server/session.ts'
import { createTransferApi } from './server/transfer-api.ts'
import type { Settings } from './settings.ts'
import { createCommands } from './state/commands.ts'
import { createTransferCommands } from './state/transfer-commands.ts'
import { createTransfers } from './state/transfers.ts'
import type { Value } from './state/value.ts'
import { createVideos } from './state/videos.ts'
import type { Words } from './texts/words.ts'

export type AppDeps = {
  readonly flex: Flex
  readonly manager: Manager
  readonly settings: Settings
  readonly session: Session
  readonly tasks: Value<readonly Task[]>
  readonly words: Words
}

/** Creates everything that exists once. Waits for nothing and renders nothing. */
export function createApp({ flex, manager, settings, session, tasks, words }: AppDeps): App {
  const { say, sayLate, sayOfFlex, texts } = words
  const notify = registerNotices(flex, settings.transfer)
  const why = whyWith(words, tasks)
  const videos = createVideos(tasks)
  const api = createApi(settings.server, session)
  const commands = createCommands({ api, videos, notify, say, why })
  const transfers = createTransfers(tasks)
  const transferApi = createTransferApi(settings.server, session)
  const transferCommands = createTransferCommands({ transferApi, transfers, notify, say, why, flex })
  const room = createRoom({ api, videos, notify, say, why, flex })
  const composer = createComposer(flex, manager)
  const [placeholder, asking] = [createPlaceholder(), createAsking()]
  const parts = { videos, commands, transfers, transferCommands, room, placeholder, asking }
  return { flex, manager, settings, say, sayLate, sayOfFlex, why, texts, notify, tasks, composer, ...parts }
}
