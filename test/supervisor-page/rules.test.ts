import { describe, expect, it } from 'vitest'
import { createBoardModel } from '../../supervisor-page/src/board/model.ts'
import { arranged, clockText, firstView, spentAt, stepOf, troublesOf } from '../../supervisor-page/src/board/rules.ts'
import { bars, topOf } from '../../supervisor-page/src/numbers/bars.ts'
import { agentsIn, averageStars, minutesIn, totalOf, under } from '../../supervisor-page/src/numbers/figures.ts'
import { addressOf, readRoute } from '../../supervisor-page/src/route.ts'
import { chooseFormat } from '../../supervisor-page/src/texts/language.ts'
import { aRow } from './a-row.ts'

const minute = 60_000

describe('the troubles of a video are those of', () => {
  const now = 1_000_000
  it.each([
    ['a customer who waits', { here: { agents: 0, customers: 1 }, since: now - 31_000 }, ['waiting']],
    ['a customer who came ten seconds ago', { here: { agents: 0, customers: 1 }, since: now - 10_000 }, []],
    [
      'an invite that was not delivered',
      { state: 'invited', since: now, notDelivered: 'landline' as const },
      ['undelivered'],
    ],
    ['an unopened link', { state: 'invited', since: now - 3 * minute }, ['unopened']],
    ['a camera that is blocked', { customer: { step: 'blocked', at: 1 } }, ['blocked']],
    ['one side gone', { state: 'lost', here: { agents: 1, customers: 0 }, since: now - 1_000 }, ['lost']],
    ['an agent alone for long', { here: { agents: 1, customers: 0 }, since: now - 3 * minute }, ['solo']],
    [
      'a participant still there after the end',
      { state: 'ending', here: { agents: 1, customers: 1 }, since: now - 20_000 },
      ['late'],
    ],
    ['a customer between two agents', { isBetweenAgents: true }, ['between-agents']],
    ['two troubles, the worse first', { state: 'lost', isOverBudget: true }, ['lost', 'over-budget']],
    [
      'a weak connection on both sides',
      { isCustomerConnectionWeak: true, isAgentConnectionWeak: true },
      ['weak-customer', 'weak-agent'],
    ],
    ['a call that goes well', { state: 'live', here: { agents: 1, customers: 1 } }, []],
    [
      'a video that is over',
      {
        state: 'ended',
        isOverBudget: true,
        asksForLink: true,
        outcome: { reason: 'x', joined: true, seconds: 1, endedAt: 1 },
      },
      [],
    ],
  ])('%s', (_, changes, expected) => {
    expect(troublesOf(aRow(changes), now)).toEqual(expected)
  })
})

describe('the step of a customer is', () => {
  const customer = { step: 'choosing', at: 1 }
  const at = (customers: number) => ({ agents: 0, customers })
  it.each([
    ['that of their page', { customer, here: at(0) }, 'choosing'],
    ['in the room, by Twilio’s callbacks', { customer, here: at(1) }, 'joined'],
    ['waiting', { isWaiting: true, here: at(0) }, 'waiting'],
    ['left, without a report', { state: 'lost', here: at(0) }, 'left'],
    ['none', { here: at(0) }, 'none'],
  ])('%s', (_, changes, expected) => expect(stepOf(aRow(changes))).toBe(expected))
})

describe('the order of the board', () => {
  const rows = [
    aRow({ key: 'CH1', agentName: 'Ada', state: 'live', startedAt: 3 }),
    aRow({ key: 'CH2', agentName: 'Ben', state: 'lost', startedAt: 1 }),
    aRow({
      key: 'CH3',
      agentName: 'Cy',
      state: 'live',
      startedAt: 2,
      outcome: { reason: 'x', joined: true, seconds: 1, endedAt: 1 },
    }),
  ]
  const keys = (view: Partial<typeof firstView>) => arranged(rows, { ...firstView, ...view }, 10).map(({ key }) => key)

  it('is by trouble, with ended ones last', () => expect(keys({})).toEqual(['CH2', 'CH1', 'CH3']))
  it('can be by agent, descending', () =>
    expect(keys({ sort: 'agent', isDescending: true })).toEqual(['CH3', 'CH2', 'CH1']))
  it('can be by start', () => expect(keys({ sort: 'started' })).toEqual(['CH2', 'CH3', 'CH1']))
  it('leaves out rows that do not match the chosen state or text', () => {
    expect(keys({ state: 'live' })).toEqual(['CH1', 'CH3'])
    expect(keys({ text: ' BEN ' })).toEqual(['CH2'])
    expect(keys({ text: 'nobody' })).toEqual([])
  })
})

describe('the board on the page', () => {
  const told = { at: 100, readAt: 90, isWhole: false, rows: [], gone: [] }
  it('ignores an older version, and removes rows that are gone', () => {
    const board = createBoardModel(() => 0)
    board.update({ ...told, isWhole: true, rows: [aRow({ key: 'CH1', version: 5 }), aRow({ key: 'CH2' })] })
    board.update({ ...told, rows: [aRow({ key: 'CH1', version: 4, state: 'lost' })], gone: ['CH2'] })
    expect([...(board.rows.value?.values() ?? [])]).toMatchObject([{ key: 'CH1', version: 5, state: 'live' }])
    board.update({ ...told, isWhole: true })
    expect(board.rows.value?.size).toBe(0)
  })

  it('has the server’s clock and the age of its data', () => {
    let own = 5_000
    const board = createBoardModel(() => own)
    board.update({ ...told, at: 100_000, readAt: 99_000 })
    own += 2_000
    board.tick()
    expect(board.now.value).toBe(102_000)
    expect(board.age.value).toBe(3_000)
  })

  it('counts minutes on at their rates', () => {
    const row = aRow({
      spent: {
        minutes: { countedAt: 1_000, used: 10, solo: 10, idle: 0, late: 0 },
        rates: { used: 2, solo: 0, idle: 0, late: 0 },
      },
    })
    expect(spentAt(row, 1_500)).toEqual({ used: 1_010, solo: 10, idle: 0, late: 0 })
    expect(spentAt(row, 0).used).toBe(10)
  })
})

it.each([
  [0, '0:00'],
  [65_000, '1:05'],
  [3_723_000, '1:02:03'],
  [-5, '0:00'],
])('%i ms are %s', (ms, text) => expect(clockText(ms)).toBe(text))

it('the route comes from the address, and gives the same address', () => {
  for (const hash of ['#/board', '#/failures', '#/numbers', '#/e/esc-1']) expect(addressOf(readRoute(hash))).toBe(hash)
  expect(readRoute('#nonsense')).toEqual({ is: 'board' })
})

describe('the texts', () => {
  it('have dates and numbers of the browser’s own country', () => {
    expect(chooseFormat(['nl', 'en-GB'], 'en')).toBe('en-GB')
    expect(chooseFormat(['nl'], 'en')).toBe('en')
  })
})

describe('the figures', () => {
  const told = {
    hours: 1,
    buckets: [
      { from: 0, counts: { started: 2, 'stars 5': 1, 'reason budget': 1, used: 120, solo: 60 } },
      { from: 1, counts: { started: 1, 'stars 2': 1, 'reason task-closed': 3, used: 60, late: 30 } },
    ],
    agents: { 'WK1 used': 60, 'WK2 used': 120, 'WK1 solo': 60 },
  }
  it('are sums, averages and rankings', () => {
    const total = totalOf(told)
    expect(total['started']).toBe(3)
    expect(averageStars(total)).toBe(3.5)
    expect(averageStars({})).toBeUndefined()
    expect(under(total, 'reason')).toEqual([
      ['task-closed', 3],
      ['budget', 1],
    ])
    expect(minutesIn(total)).toEqual({ used: 3, both: 1.5, solo: 1, late: 0.5, idle: 0 })
    expect(agentsIn(told)).toEqual([
      ['WK2', 2],
      ['WK1', 1],
    ])
  })

  it('are drawn to one scale, and fit', () => {
    const series = [
      { name: 'a', values: [3, 0] },
      { name: 'b', values: [4, 1] },
    ]
    expect(topOf(series, false)).toBe(5)
    expect(topOf(series, true)).toBe(10)
    expect(topOf([], true)).toBe(1)
    const drawn = bars({ series, isStacked: true, width: 100, height: 10, top: 10 })
    expect(drawn.map(({ series, at, y, height }) => [series, at, y, height])).toEqual([
      [0, 0, 7, 3],
      [1, 0, 3, 4],
      [1, 1, 9, 1],
    ])
    expect(drawn.every(({ x, width, y }) => x >= 0 && x + width <= 100 && y >= 0)).toBe(true)
  })
})
