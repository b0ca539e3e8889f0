import type { Cloud } from '../../cloud/cloud.ts'
import { flexProject } from '../../flex/project.ts'
import { invalid } from '../../rest/rest-error.ts'
import { openReservations } from '../../taskrouter/reservations.ts'
import { createTask } from '../../taskrouter/tasks.ts'
import { requireIn, requireWorkspace } from '../../taskrouter/workspace.ts'
import { answerCall, createCall, endInstructions } from '../call-life.ts'
import type { Call, CallTerms, Listening, PhoneTask } from '../model.ts'
import type { CallOffer } from './call-offer.ts'
import { tones } from './tones.ts'

const centre = '+15017122661'

/**
 * Starts a call. Inbound: the customer is queued, as with Studio's "Send to Flex". Outbound: an agent calls a customer
 * from Flex, who is dialled once the agent has accepted.
 */
export function startCall(cloud: Cloud, given: CallOffer) {
  if (isOutbound(given) && given.workerSid === undefined) {
    throw invalid('An outbound call needs the worker who makes it')
  }
  const project = flexProject(cloud)
  const workspace = requireWorkspace(cloud, project.workspaceSid)
  const customer = given.callSid === undefined ? customerLeg(cloud, given) : parkedLeg(cloud, given.callSid)
  const task = createTask(cloud, workspace, {
    channel: voiceChannel(workspace),
    workflow: workspace.workflows.get(project.workflowSid) ?? null,
    queue: given.queueSid === undefined ? undefined : requireIn(workspace.queues, 'TaskQueues', given.queueSid),
    workerSid: given.workerSid,
    ignoreCapacity: given.workerSid !== undefined,
    attributes: JSON.stringify({ ...attributesOf(cloud, customer, given), ...given.attributes }),
  })
  const terms = termsOf(cloud, given)
  const phone: PhoneTask = {
    workspace,
    task,
    customer,
    terms,
    legs: new Map(),
    tones: new Map(),
    dropped: new Set(),
    conference: null,
  }
  cloud.voice.phoneTasks.set(task.sid, phone)
  cloud.voice.phoneTaskOf.set(customer.sid, phone)
  const reservation = openReservations(task)[0]
  return {
    callSid: customer.sid,
    taskSid: task.sid,
    reservationSid: reservation?.sid ?? null,
    workerSid: reservation?.worker.sid ?? null,
  }
}

function parkedLeg(cloud: Cloud, callSid: string): Call {
  const call = cloud.voice.calls.get(callSid)
  if (call?.status !== 'in-progress' || call.seat !== null) throw invalid('Nobody is parked on that leg')
  endInstructions(cloud, call)
  return call
}

function customerLeg(cloud: Cloud, given: CallOffer): Call {
  const number = given.from ?? `+1555${String(cloud.nextOrder()).padStart(7, '0')}`
  const own = given.to ?? centre
  const callback = given.statusCallback ?? cloud.voice.settings.callStatusCallback
  const listening = listeningTo(callback, given.statusCallbackEvents ?? ['completed'])
  const tone = tones.customer
  if (isOutbound(given))
    return createCall(cloud, { from: own, to: calledBy(given, number), direction: 'outbound-api', tone, listening })
  const first = createCall(cloud, { from: number, to: own, direction: 'inbound', tone, listening })
  answerCall(cloud, first)
  if (given.isForwarded !== true) return first
  const call = createCall(cloud, { from: number, to: own, direction: 'outbound-dial', parent: first, tone, listening })
  answerCall(cloud, call)
  return call
}

const isOutbound = ({ direction }: CallOffer): boolean => direction === 'outbound' || direction === 'internal'

const calledBy = ({ direction }: CallOffer, number: string): string =>
  direction === 'internal' && !number.startsWith('client:') ? `client:${number}` : number

const termsOf = (cloud: Cloud, given: CallOffer): CallTerms => ({
  // As in TaskRouter's conference instruction: the customer's exit ends the conference, an agent's does not.
  endConferenceOnExit: {
    customer: given.endConferenceOnExit?.customer ?? true,
    agent: given.endConferenceOnExit?.agent ?? false,
  },
  conferenceListening: listeningTo(
    given.conferenceStatusCallback ?? cloud.voice.settings.conferenceStatusCallback,
    given.conferenceStatusCallbackEvents ?? null,
  ),
  endsWithLastAgent: given.endsWithLastAgent ?? true,
  ringsMs: given.ringsMs === undefined ? 0 : given.ringsMs,
  writesAfterMs: given.writesAfterMs === undefined ? 0 : given.writesAfterMs,
  callSidNames: given.callSidNames ?? 'customer',
})

/**
 * Inbound: the fields of Twilio's request about the call, in snake case. Outbound: no call exists yet, so no
 * `call_sid`.
 */
function attributesOf(cloud: Cloud, { sid, from, to, parent }: Call, given: CallOffer) {
  const { customerName } = given
  if (given.direction === 'internal') return { client_call: true, from, to, name: customerName ?? to }
  if (given.direction === 'outbound') {
    return { direction: 'outbound', outbound_to: to, from, to, name: customerName ?? to }
  }
  return {
    call_sid: parent?.sid ?? sid,
    account_sid: cloud.account.accountSid,
    api_version: '2010-04-01',
    direction: 'inbound',
    call_status: 'in-progress',
    caller: from,
    from,
    called: to,
    to,
    name: customerName ?? from,
  }
}

const voiceChannel = ({ channels }: PhoneTask['workspace']) => requireIn(channels, 'TaskChannels', 'voice')

const listeningTo = (url: string | null, events: readonly string[] | null): Listening | null =>
  url === null ? null : { url, method: 'POST', events }
