import type { App } from './app.ts'
import { createComposer } from './composer/composer.ts'
import type { Flex, Manager } from './flex/flex.ts'
import { followTasks } from './flex/my-tasks.ts'
import { createPlaceholder } from './frame/placeholder.ts'
import { createRoom } from './frame/room.ts'
import { createAsking } from './guards/asking.ts'
import { registerNotices } from './notifications/notices.tsx'
import { createApi } from './server/api.ts'
import type { Session } from './server/session.ts'
import { createTransferApi } from './server/transfer-api.ts'
import type { Settings } from './settings.ts'
import { createCommands } from './state/commands.ts'
import { createTransferCommands } from './state/transfer-commands.ts'
import { createTransfers } from './state/transfers.ts'
import { createVideos } from './state/videos.ts'
import type { Words } from './texts/words.ts'

export type AppDeps = {
  readonly flex: Flex
  readonly manager: Manager
  readonly settings: Settings
  readonly session: Session
  readonly words: Words
}

/** What there is one of. Nothing here waits for anything, or draws anything. */
export function createApp({ flex, manager, settings, session, words }: AppDeps): App {
  const { say, texts } = words
  const notify = registerNotices(flex, settings.transfer)
  const tasks = followTasks(manager)
  const videos = createVideos(tasks)
  const api = createApi(settings.server, session)
  const commands = createCommands({ api, videos, tasks, notify, say })
  const transfers = createTransfers(tasks)
  const transferApi = createTransferApi(settings.server, session)
  const transferCommands = createTransferCommands({ transferApi, transfers, tasks, notify, say, flex })
  const room = createRoom({ api, videos, tasks, notify, say, flex })
  const composer = createComposer(flex, manager)
  const [placeholder, asking] = [createPlaceholder(), createAsking()]
  const shown = { videos, commands, transfers, transferCommands, room, placeholder, asking }
  return { flex, manager, settings, say, texts, notify, tasks, composer, ...shown }
}
