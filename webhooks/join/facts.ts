import { randomUUID } from 'node:crypto'
import type { Facts, PageStep } from '../../src/core/facts.ts'
import type { Figures } from '../../src/core/figures.ts'
import { conversationOrRefuse } from '../escalations.ts'
import type { Visitor } from './visitor.ts'

type Report = { readonly device: string; readonly step: PageStep; readonly detail?: string | undefined }

export const connectionChanged = (
  { escalationId, identity, role }: Visitor,
  isWeak: boolean,
): Facts['connectionChanged'] => ({
  ...happened(escalationId),
  type: 'connection.changed',
  identity,
  role,
  isWeak,
})

export const connectionMeasured = (visitor: Visitor, figures: Figures): Facts['connectionMeasured'] => ({
  ...happened(visitor.escalationId),
  type: 'connection.measured',
  identity: visitor.identity,
  role: visitor.role,
  ...('workerSid' in visitor && { workerSid: visitor.workerSid }),
  figures,
})

/** Id, conversation and time of an event that just happened on the page. */
export const happened = (escalationId: string) => ({
  id: `page-${randomUUID()}`,
  key: conversationOrRefuse(escalationId),
  at: Date.now(),
  escalationId,
})

export const readinessChanged = (
  { escalationId, identity, role }: Visitor,
  { detail, ...report }: Report,
): Facts['readinessChanged'] => ({
  ...happened(escalationId),
  type: 'readiness.changed',
  identity,
  role,
  ...report,
  ...(detail && { detail }),
})
