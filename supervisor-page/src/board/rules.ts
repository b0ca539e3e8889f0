import type { BoardRow } from '../../../webhooks/supervisor/board-row.ts'

/** The troubles that need a supervisor's attention, the worst first. */
export const troubles = [
  'late',
  'failed',
  'blocked',
  'lost',
  'undelivered',
  'waiting',
  'between-agents',
  'weak-customer',
  'weak-agent',
  'over-budget',
  'link',
  'unopened',
  'solo',
] as const
export type Trouble = (typeof troubles)[number]

const second = 1_000
const limits = { waiting: 30 * second, unopened: 120 * second, solo: 120 * second, late: 15 * second } as const

/** Lists the troubles of one escalation at `now`. An escalation that ended well has none. */
export function troublesOf(row: BoardRow, now: number): readonly Trouble[] {
  const passed = now - row.since
  const isOver = row.outcome !== undefined
  const { agents, customers } = row.here
  const is: Readonly<Record<Trouble, boolean>> = {
    late: row.state === 'ending' && agents + customers > 0 && passed > limits.late,
    failed: row.state === 'failed',
    blocked: !isOver && row.customer?.step === 'blocked',
    lost: row.state === 'lost',
    undelivered: !isOver && row.notDelivered !== undefined,
    waiting: !isOver && agents === 0 && (row.isWaiting || customers > 0) && passed > limits.waiting,
    'between-agents': !isOver && row.isBetweenAgents,
    'weak-customer': !isOver && row.isCustomerConnectionWeak,
    'weak-agent': !isOver && row.isAgentConnectionWeak,
    'over-budget': !isOver && row.isOverBudget,
    link: !isOver && row.asksForLink,
    unopened: row.state === 'invited' && row.customer === undefined && passed > limits.unopened,
    solo: !isOver && customers === 0 && agents > 0 && passed > limits.solo,
  }
  return troubles.filter((each) => is[each])
}

export type SortBy = 'trouble' | 'agent' | 'state' | 'since' | 'started' | 'used' | 'wasted'
export type View = {
  readonly sort: SortBy
  readonly isDescending: boolean
  readonly state: string
  readonly text: string
}
export const firstView: View = { sort: 'trouble', isDescending: false, state: '', text: '' }

export type Spent = { readonly used: number; readonly solo: number; readonly idle: number; readonly late: number }

/** The minutes used up to `now`, in ms. */
export function spentAt({ spent: { minutes, rates } }: BoardRow, now: number): Spent {
  const passed = Math.max(0, now - minutes.countedAt)
  const grown = (kind: keyof Spent) => minutes[kind] + rates[kind] * passed
  return { used: grown('used'), solo: grown('solo'), idle: grown('idle'), late: grown('late') }
}

/** The customer's step. Twilio, which knows who is in the room, overrides the page, whose reports may be late. */
export function stepOf({ customer, here, isWaiting, state }: BoardRow): string {
  if (here.customers > 0) return 'joined'
  if (isWaiting) return 'waiting'
  return customer?.step ?? (state === 'lost' ? 'left' : 'none')
}

/** The agent's name, or the end of the worker's SID. */
export const nameOf = ({ agentName, workerSid }: BoardRow): string => agentName ?? `…${workerSid.slice(-6)}`

/** Filters and sorts the rows. Equal rows are sorted by their start, so that no row moves. */
export function arranged(rows: Iterable<BoardRow>, view: View, now: number): readonly BoardRow[] {
  const words = view.text.trim().toLowerCase()
  const isWanted = (row: BoardRow) =>
    (view.state === '' || row.state === view.state) &&
    (words === '' ||
      [nameOf(row), row.id, row.taskSid, row.workerSid].some((each) => each.toLowerCase().includes(words)))
  const wanted = [...rows].filter(isWanted).map((row) => ({ row, by: keyOf(row, view.sort, now) }))
  const sign = view.isDescending ? -1 : 1
  const compared = wanted.sort(
    (a, b) => sign * compare(a.by, b.by) || a.row.startedAt - b.row.startedAt || compare(a.row.key, b.row.key),
  )
  return compared.map(({ row }) => row)
}

const compare = (a: string | number, b: string | number): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b))
}

function keyOf(row: BoardRow, sort: SortBy, now: number): string | number {
  switch (sort) {
    case 'trouble': {
      const [worst] = troublesOf(row, now)
      if (worst) return troubles.indexOf(worst)
      return row.outcome ? troubles.length + 1 : troubles.length
    }
    case 'agent':
      return nameOf(row)
    case 'state':
      return row.state
    case 'since':
      return row.since
    case 'started':
      return row.startedAt
    case 'used':
      return spentAt(row, now).used
    case 'wasted': {
      const { solo, idle, late } = spentAt(row, now)
      return solo + idle + late
    }
  }
}

/** Formats a duration as `1:05` or `1:02:03`. */
export function clockText(ms: number): string {
  const all = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
