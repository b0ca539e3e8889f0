import type { Check } from '../check.ts'
import { authToken } from './auth-token.ts'
import { chatIdentities } from './chat-identities.ts'
import { chatService } from './chat-service.ts'
import { clock } from './clock.ts'
import { conversationsWebhook } from './conversations-webhook.ts'
import { credentials } from './credentials.ts'
import { environment } from './environment.ts'
import { joinPage } from './join-page.ts'
import { publicAddress } from './public-address.ts'
import { queues } from './queues.ts'
import { readiness } from './readiness.ts'
import { redis } from './redis.ts'
import { retired } from './retired-settings.ts'
import { signatures } from './signatures.ts'
import { taskRouterCallback } from './taskrouter-callback.ts'
import { transferWorkflow } from './transfer-workflow.ts'
import { adHocRooms, video } from './video.ts'
import { workerFilter } from './worker-filter.ts'
import { workspace } from './workspace.ts'

/** Every check, in the order in which they build on each other. */
export const checks: readonly Check[] = [
  environment,
  retired,
  credentials,
  authToken,
  clock,
  workspace,
  chatService,
  taskRouterCallback,
  conversationsWebhook,
  transferWorkflow,
  queues,
  workerFilter,
  chatIdentities,
  video,
  adHocRooms,
  redis,
  publicAddress,
  readiness,
  signatures,
  joinPage,
]
