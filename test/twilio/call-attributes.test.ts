import { describe, expect, it } from 'vitest'
import { parseCall } from '../../src/twilio/call-attributes.ts'
import { sid } from '../support/an-assignment.ts'

const [customer, agent, taskSid] = [sid('CA', 1), sid('CA', 2), sid('WT', 1)]
const parsed = (attributes: object) => parseCall(JSON.stringify(attributes))
const streams = { state: 'on', running: 1, agents: 2, lifted: true }

describe('the customer’s leg of a voice task is', () => {
  it.each([
    ['`call_sid` of an inbound call', { direction: 'inbound', call_sid: customer }, customer],
    ['not `call_sid` of an outbound call', { direction: 'outbound', call_sid: agent }, undefined],
    ['not `call_sid` of a task without a direction', { call_sid: agent }, undefined],
    [
      '`participants.customer`, whatever `call_sid` says',
      { direction: 'outbound', call_sid: agent, conference: { participants: { customer, worker: agent } } },
      customer,
    ],
    ['none of an internal call', { client_call: true, conference: { participants: { customer } } }, undefined],
    ['none where it is no SID', { direction: 'inbound', call_sid: 'CA-no' }, undefined],
  ])('%s', (_, attributes, callSid) => {
    expect(parsed(attributes).callSid).toBe(callSid)
  })
})

describe('our attributes on a voice task', () => {
  it('have the number of agents, and that an agent’s leaving does not end the call', () => {
    expect(parsed({ escalate: { taskSid, streams, revision: 3 } }).ours).toMatchObject({
      taskSid,
      agents: 2,
      isLifted: true,
    })
  })

  it.each([
    ['nothing of us', {}],
    ['no task', { escalate: { streams } }],
    ['something else', { escalate: 'yes' }],
  ])('are absent where the task has %s', (_, attributes) => {
    expect(parsed(attributes).ours).toBeUndefined()
  })
})
