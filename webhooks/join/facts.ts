import { randomUUID } from 'node:crypto'
import type { Facts, PageStep } from '../../src/core/facts.ts'
import type { Figures } from '../../src/core/figures.ts'
import { conversationOrRefuse } from '../escalations.ts'
import type { Visitor } from './visitor.ts'

type Told = { readonly device: string; readonly step: PageStep; readonly detail?: string | undefined }

export const lineTold = ({ escalationId, identity, role }: Visitor, isWeak: boolean): Facts['lineTold'] => ({
  ...happened(escalationId),
  type: 'line.told',
  identity,
  role,
  isWeak,
})

export const figuresTold = (visitor: Visitor, figures: Figures): Facts['figuresTold'] => ({
  ...happened(visitor.escalationId),
  type: 'figures.told',
  identity: visitor.identity,
  role: visitor.role,
  ...('workerSid' in visitor && { workerSid: visitor.workerSid }),
  figures,
})

/** Id, conversation and time of something that happened on the page just now. */
export const happened = (escalationId: string) => ({
  id: `page-${randomUUID()}`,
  key: conversationOrRefuse(escalationId),
  at: Date.now(),
  escalationId,
})

export const pageTold = ({ escalationId, identity, role }: Visitor, { detail, ...told }: Told): Facts['pageTold'] => ({
  ...happened(escalationId),
  type: 'page.told',
  identity,
  role,
  ...told,
  ...(detail && { detail }),
})
