import { describe, expect, it } from 'vitest'
import { readTargets } from '../../flex-plugin/src/state/read-targets.ts'
import { narrow } from '../../flex-plugin/src/transfer/directory.tsx'
import { aServer, started } from './a-plugin.ts'

aServer()

describe('Flex’s list of agents and queues', () => {
  const targets = { hasWarm: false, queues: ['WQ1', 'WQ2'] }
  const filterOf = (props: object) =>
    narrow(targets, props as Record<string, unknown>)['queueFilter'] as (of: unknown) => unknown // Flex's props

  it('has the queues that a transfer reaches, except those that others filtered out', () => {
    const queues = ['WQ1', 'WQ2', 'WQ3'].map((sid) => ({ sid }))
    expect(queues.filter(filterOf({}))).toEqual([{ sid: 'WQ1' }, { sid: 'WQ2' }])
    expect(queues.filter(filterOf({ queueFilter: ({ sid }: { sid: string }) => sid !== 'WQ1' }))).toEqual([
      { sid: 'WQ2' },
    ])
  })

  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ])('with consulting in Flex: %s, and at the server: %s, offers it: %s', (inFlex, hasWarm, is) =>
    expect(narrow({ ...targets, hasWarm }, { isWarmTransferEnabled: inFlex })).toMatchObject({
      isWarmTransferEnabled: is,
    }),
  )

  it('is wrapped once where our transfer is on, and not where it is off', () => {
    for (const transfer of [true, false])
      expect(started([], { server: 'https://x.example.com', transfer }).wrappers).toHaveLength(transfer ? 1 : 0)
  })

  it('comes from the server’s answer only', () => {
    const queues = [{ sid: 'WQ1', name: 'Support' }, { name: 'no SID' }]
    expect(readTargets({ hasWarm: true, queues })).toEqual({ hasWarm: true, queues: ['WQ1'] })
    expect(readTargets({ hasWarm: true })).toBeUndefined()
  })
})
