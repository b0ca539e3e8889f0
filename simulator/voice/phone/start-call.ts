import type { Cloud } from '../../cloud/cloud.ts'
import { flexProject } from '../../flex/project.ts'
import { invalid } from '../../rest/rest-error.ts'
import { openReservations } from '../../taskrouter/reservations.ts'
import { createTask } from '../../taskrouter/tasks.ts'
import { requireIn, requireWorkspace } from '../../taskrouter/workspace.ts'
import { answerCall, createCall } from '../call-life.ts'
import type { Call, CallTerms, Listening, PhoneTask } from '../model.ts'
import type { CallOffer } from './call-offer.ts'
import { tones } from './tones.ts'

const centre = '+15017122661'

/**
 * A customer calls and is put in a queue, as Studio's "Send to Flex" does; or an agent calls a customer from Flex, who
 * answers as soon as the agent has accepted.
 */
export function startCall(cloud: Cloud, given: CallOffer) {
  if (given.direction === 'outbound' && given.workerSid === undefined) {
    throw invalid('An outbound call needs the worker who makes it')
  }
  const project = flexProject(cloud)
  const workspace = requireWorkspace(cloud, project.workspaceSid)
  const customer = customerLeg(cloud, given)
  const task = createTask(cloud, workspace, {
    channel: voiceChannel(workspace),
    workflow: workspace.workflows.get(project.workflowSid) ?? null,
    queue: given.queueSid === undefined ? undefined : requireIn(workspace.queues, 'TaskQueues', given.queueSid),
    workerSid: given.workerSid,
    ignoreCapacity: given.workerSid !== undefined,
    attributes: JSON.stringify({ ...attributesOf(cloud, customer, given), ...given.attributes }),
  })
  const terms = termsOf(cloud, given)
  const phone: PhoneTask = { workspace, task, customer, terms, legs: new Map(), tones: new Map(), conference: null }
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

function customerLeg(cloud: Cloud, given: CallOffer): Call {
  const number = given.from ?? `+1555${String(cloud.nextOrder()).padStart(7, '0')}`
  const own = given.to ?? centre
  const callback = given.statusCallback ?? cloud.voice.settings.callStatusCallback
  const listening = listeningTo(callback, given.statusCallbackEvents ?? ['completed'])
  const tone = tones.customer
  if (given.direction === 'outbound') {
    return createCall(cloud, { from: own, to: number, direction: 'outbound-api', tone, listening })
  }
  const call = createCall(cloud, { from: number, to: own, direction: 'inbound', tone, listening })
  answerCall(cloud, call)
  return call
}

const termsOf = (cloud: Cloud, given: CallOffer): CallTerms => ({
  // As TaskRouter's conference instruction has it: the customer ends the conference, an agent does not.
  endConferenceOnExit: {
    customer: given.endConferenceOnExit?.customer ?? true,
    agent: given.endConferenceOnExit?.agent ?? false,
  },
  conferenceListening: listeningTo(
    given.conferenceStatusCallback ?? cloud.voice.settings.conferenceStatusCallback,
    given.conferenceStatusCallbackEvents ?? null,
  ),
})

/** Inbound: the fields of Twilio's request about the call, in snake case. Outbound: there is no call to name yet. */
function attributesOf(cloud: Cloud, { sid, from, to }: Call, given: CallOffer) {
  const { customerName } = given
  if (given.direction === 'outbound') {
    return { direction: 'outbound', outbound_to: to, from, to, name: customerName ?? to }
  }
  return {
    call_sid: sid,
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
