import type { BoardRow } from '../../webhooks/supervisor/board-row.ts'

/** An escalation in which agent and customer talk. */
export const aRow = (changes: Partial<BoardRow> = {}): BoardRow => ({
  key: 'CH1',
  id: `esc-${'c'.repeat(32)}-1`,
  version: 1,
  taskSid: 'WT1',
  workerSid: `WK${'0'.repeat(31)}1`,
  state: 'live',
  startedAt: 1,
  since: 1,
  here: { agents: 1, customers: 1 },
  isSupervisorIn: false,
  isBetweenAgents: false,
  isWaiting: false,
  isCustomerConnectionWeak: false,
  isAgentConnectionWeak: false,
  asksForLink: false,
  isRecording: false,
  isOverBudget: false,
  spent: {
    minutes: { countedAt: 1, used: 0, solo: 0, late: 0, idle: 0 },
    rates: { used: 2, solo: 0, late: 0, idle: 0 },
  },
  ...changes,
})
