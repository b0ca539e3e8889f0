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

/** One look at a whole call: what the task says, who is in its conferences, and where the legs are that should be there. */
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
        const said = task && parseCall(task.attributes)
        const named = await conferencesNamed(taskSid, said?.conferenceSid)
        const read = named.map(async ({ conferenceSid, participants }) => ({
          conferenceSid,
          participants: await serving(
            await Promise.all(participants.map(async (each) => ({ ...each, ...(await kindOf(each.callSid)) }))),
          ),
        }))
        const found = await Promise.all(read)
        const isIn = new Set(found.flatMap(({ participants }) => participants.map((each) => each.callSid)))
        const asked = new Set([callSid, said?.callSid, said?.anyCallSid].filter((sid) => sid !== undefined))
        const legs = await Promise.all([...asked].filter((sid) => !isIn.has(sid)).map(legNow))
        return { conferences: found, legs, ...had, ...(task && said && { task: taskRead(task, said) }) }
      }),
  }

  /** Where one at most is heard, whoever is muted is a party or a supervisor: TaskRouter tells. */
  async function serving(participants: readonly ConferenceParticipant[]): Promise<readonly ConferenceParticipant[]> {
    if (participants.filter((each) => !isSilent(each)).length > 1) return participants
    return Promise.all(
      participants.map(async (each) => {
        const isServing = isListening(each) ? await isOnCall(identityOf(each.callSid)) : undefined
        return isServing === undefined ? each : { ...each, isServing }
      }),
    )
  }

  /** How many agents have the call, and who had it before. */
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

type Said = ReturnType<typeof parseCall>

function taskRead(
  task: { readonly sid: string; readonly assignmentStatus: string },
  said: Said,
): NonNullable<CallRead['task']> {
  const { callSid, anyCallSid, workerCallSid, direction, isInternal, ours } = said
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
