import type { Check } from '../check.ts'
import { chatService } from './chat-service.ts'
import { credentials } from './credentials.ts'
import { environment } from './environment.ts'
import { queues } from './queues.ts'
import { transferWorkflow } from './transfer-workflow.ts'
import { workerFilter } from './worker-filter.ts'
import { workspace } from './workspace.ts'

/** Every check, in the order in which they build on each other. */
export const checks: readonly Check[] = [
  environment,
  credentials,
  workspace,
  chatService,
  transferWorkflow,
  queues,
  workerFilter,
]
