import { parseCall } from './call-attributes.ts'
import { calling } from './codes.ts'
import type { conferences } from './conferences.ts'
import { createLegs } from './legs.ts'
import { unlessMissing } from './missing.ts'
import type { IsOnCall } from './on-calls.ts'
import type { CallRead, ConferenceParticipant, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

const open = ['pending', 'reserved', 'assigned']
const over: readonly string[] = ['wrapping', 'completed']

type Deps = Pick<ReturnType<typeof conferences>, 'conferencesNamed'> & { readonly isOnCall: IsOnCall }

/** Reads a whole call: its task, its conferences with participants, and expected legs outside of them. */
export function readCall(
  sdk: Sdk,
  workspaceSid: string,
  { conferencesNamed, isOnCall }: Deps,
): Pick<Twilio, 'readCall'> {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  const { legNow, kindOf, identityOf } = createLegs(sdk)

  return {
    readCall: ({ taskSid, callSid }) =>
      calling('read the call of a task', async (): Promise<CallRead> => {
        const [task, had] = await Promise.all([unlessMissing(() => workspace.tasks(taskSid).fetch()), held(taskSid)])
        const attributes = task && parseCall(task.attributes)
        const named = await conferencesNamed(taskSid, attributes?.conferenceSid)
        const read = named.map(async ({ conferenceSid, participants }) => ({
          conferenceSid,
          participants: await serving(
            await Promise.all(participants.map(async (each) => ({ ...each, ...(await kindOf(each.callSid)) }))),
          ),
        }))
        const found = await Promise.all(read)
        const isIn = new Set(found.flatMap(({ participants }) => participants.map((each) => each.callSid)))
        const expected = new Set(
          [callSid, attributes?.callSid, attributes?.anyCallSid].filter((sid) => sid !== undefined),
        )
        const legs = await Promise.all([...expected].filter((sid) => !isIn.has(sid)).map(legNow))
        return { conferences: found, legs, ...had, ...(task && attributes && { task: taskRead(task, attributes) }) }
      }),
  }

  /** If at most one participant is audible, TaskRouter tells muted agents from listening supervisors. */
  async function serving(participants: readonly ConferenceParticipant[]): Promise<readonly ConferenceParticipant[]> {
    if (participants.filter((each) => !isSilent(each)).length > 1) return participants
    return Promise.all(
      participants.map(async (each) => {
        const isServing = isListening(each) ? await isOnCall(identityOf(each.callSid)) : undefined
        return isServing === undefined ? each : { ...each, isServing }
      }),
    )
  }

  /** How many agents have the call, and the agents who had it before. */
  async function held(taskSid: string): Promise<Pick<CallRead, 'accepted' | 'left'>> {
    const all = (await unlessMissing(() => workspace.tasks(taskSid).reservations.list({ pageSize: 1000 }))) ?? []
    const left = all.filter(({ reservationStatus }) => over.includes(reservationStatus))
    return {
      accepted: all.filter(({ reservationStatus }) => reservationStatus === 'accepted').length,
      left: left.map(({ sid: reservationSid, workerSid }) => ({ reservationSid, workerSid })),
    }
  }
}

const isListening = ({ isClient, isMuted, isCoaching }: ConferenceParticipant): boolean =>
  isClient && isMuted && !isCoaching
const isSilent = (each: ConferenceParticipant): boolean => isListening(each) || (each.isClient && each.isCoaching)

function taskRead(
  task: { readonly sid: string; readonly assignmentStatus: string },
  attributes: ReturnType<typeof parseCall>,
): NonNullable<CallRead['task']> {
  const { callSid, anyCallSid, workerCallSid, direction, isInternal, ours } = attributes
  return {
    isOpen: open.includes(task.assignmentStatus),
    direction,
    isInternal,
    isOurs: ours?.taskSid === task.sid,
    isLifted: ours?.taskSid === task.sid && ours.isLifted,
    names: ours?.taskSid === task.sid ? ours.names : 1,
    ...(callSid && { callSid }),
    ...(anyCallSid && { anyCallSid }),
    ...(workerCallSid && { workerCallSid }),
  }
}
