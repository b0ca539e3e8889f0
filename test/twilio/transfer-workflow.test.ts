import { describe, expect, it } from 'vitest'
import { everyoneIn, type Queue, transferWorkflow } from '../../src/twilio/transfer-workflow.ts'
import { gapsOf } from '../../src/twilio/workflow-gaps.ts'
import { sid } from '../support/an-assignment.ts'

const queue = (n: number, name: string, targetWorkers = 'skills HAS "x"'): Queue => ({
  sid: sid('WQ', n),
  name,
  targetWorkers,
})
const everyone = queue(1, 'Everyone', '1==1')
const support = queue(2, 'Support')
const sales = queue(3, 'Sales')

describe('the workflow', () => {
  const { filters } = transferWorkflow([everyone, support], everyone).task_routing

  it('has a filter for one worker first, and then one for each queue', () => {
    expect(filters.map(({ expression }) => expression)).toEqual([
      'transferTargetType == "worker"',
      `transferTargetType == "queue" AND transferTargetSid == "${everyone.sid}"`,
      `transferTargetType == "queue" AND transferTargetSid == "${support.sid}"`,
    ])
    expect(filters[0]?.targets).toEqual([{ queue: everyone.sid, known_worker_sid: 'task.transferTargetSid' }])
    expect(filters[2]?.targets).toEqual([
      { queue: support.sid, expression: 'worker.sid NOT IN task.workerSidsInConversation' },
    ])
  })

  it('has no default filter, so that a withdrawn transfer fits no filter', () => {
    expect(transferWorkflow([support], everyone).task_routing).not.toHaveProperty('default_filter')
  })

  it('reaches all three queues and one worker, and has no default', () => {
    const text = JSON.stringify(transferWorkflow([everyone, support, sales], everyone))
    expect(gapsOf(text, [everyone, support, sales])).toEqual({
      unreached: [],
      workersIn: [everyone.sid],
      hasDefault: false,
    })
  })
})

describe('the queue in which one worker is looked for', () => {
  it.each([
    ['is one with everybody in it', [support, queue(4, 'All', ' 1 == 1 '), sales], 'All'],
    ['is Everyone among several such', [queue(4, 'All', '1==1'), everyone], 'Everyone'],
    [
      'is the one named Everyone where none has everybody',
      [support, queue(5, 'everyone', 'roles HAS "agent"')],
      'everyone',
    ],
    ['is none where no queue has everybody or is named so', [support, sales], undefined],
  ])('%s', (_, queues, name) => {
    expect(everyoneIn(queues)?.name).toBe(name)
  })
})

describe('the gaps of a workflow', () => {
  const gaps = (routing: object, queues = [support, sales]) => gapsOf(JSON.stringify({ task_routing: routing }), queues)
  const unreached = (routing: object) => gaps(routing)?.unreached.map(({ name }) => name)
  const to = (sid: string | undefined, expression = '1==1', more: object = {}) => ({
    expression,
    targets: [{ ...(sid !== undefined && { queue: sid }), ...more }],
  })

  it('are the queues that no filter reaches', () => {
    expect(unreached({ filters: [to(support.sid)] })).toEqual(['Sales'])
    expect(unreached({})).toEqual(['Support', 'Sales'])
  })

  it('are not closed by a filter for one worker, or one whose expression names another queue', () => {
    const known = to(support.sid, '1==1', { known_worker_sid: 'task.x' })
    const mistaken = to(sales.sid, `transferTargetSid == "${support.sid}"`)
    expect(unreached({ filters: [known, mistaken] })).toEqual(['Support', 'Sales'])
  })

  it('are closed by a default queue, a filter by name, and a target that inherits its queue', () => {
    expect(unreached({ default_filter: { queue: sales.sid } })).toEqual(['Support'])
    expect(unreached({ filters: [to(sales.sid, 'transferQueueName == "Sales"')] })).toEqual(['Support'])
    const second = { expression: '1==1', targets: [{ queue: sales.sid, known_worker_sid: 'task.x' }, { timeout: 5 }] }
    expect(unreached({ filters: [second] })).toEqual(['Support'])
  })

  it('include a missing filter for one worker', () => {
    expect(gaps({ filters: [to(support.sid)] })?.workersIn).toEqual([])
  })

  it.each(['', 'null', '{}', '{"task_routing": 5}', '{"task_routing":{"filters":[{}]}}'])(
    'are unknown for %j',
    (text) => {
      expect(gapsOf(text, [])).toBeUndefined()
    },
  )
})
