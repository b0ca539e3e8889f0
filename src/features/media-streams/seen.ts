import { z } from 'zod'

const leg = z.object({
  callSid: z.string(),
  is: z.enum(['coming', 'here', 'over']),
  isClient: z.boolean(),
  parentSid: z.string().optional(),
})
const participant = leg.extend({
  label: z.string().optional(),
  endsOnExit: z.boolean(),
  isHeld: z.boolean(),
  isMuted: z.boolean(),
  isCoaching: z.boolean(),
  isServing: z.boolean().optional(),
})
export type Participant = z.infer<typeof participant>

/** A call as Twilio showed it at one moment. */
export const callRead = z.object({
  task: z
    .object({
      isOpen: z.boolean(),
      direction: z.enum(['inbound', 'outbound']),
      isInternal: z.boolean(),
      callSid: z.string().optional(),
      anyCallSid: z.string().optional(),
      workerCallSid: z.string().optional(),
      isOurs: z.boolean(),
      isLifted: z.boolean(),
      /** The highest number in names of its streams. */
      names: z.number().default(1),
    })
    .optional(),
  conferences: z
    .array(z.object({ conferenceSid: z.string(), participants: z.array(participant).readonly() }))
    .readonly(),
  legs: z.array(leg).readonly(),
  accepted: z.number(),
  /** Agents who had the call and no longer have it. */
  left: z
    .array(z.object({ reservationSid: z.string(), workerSid: z.string() }))
    .readonly()
    .default([]),
})
export type CallRead = z.infer<typeof callRead>

/** The previous assumptions: which leg is the customer's, whether that is proven, and who else could be heard. */
export type Believed = {
  readonly callSid?: string | undefined
  readonly isProven: boolean
  readonly speakers?: readonly string[] | undefined
}

export type CustomerSeen =
  | { readonly is: 'here' | 'ringing' | 'elsewhere' | 'gone'; readonly callSid: string }
  | { readonly is: 'unknown' | 'none' }

export const everybody = ({ conferences }: CallRead): readonly Participant[] =>
  conferences.flatMap(({ participants }) => participants)

/** Tells whether a leg is an agent's: it is a client's leg, or the one that the task names as the agent's. */
export const isAgents = (
  { task }: CallRead,
  { callSid, isClient }: Pick<Participant, 'callSid' | 'isClient'>,
): boolean => isClient || callSid === task?.workerCallSid

/**
 * Finds the customer in one read. The task only gives a hint, which the conference corrects: the customer has Flex's
 * label, or has the leg that was the customer's before, or the leg that the task names or its child, or is the only
 * participant who is not an agent.
 */
export function customerIn(read: CallRead, believed: Believed): CustomerSeen {
  const { task } = read
  if (task?.isInternal) return { is: 'none' }
  const participants = everybody(read)
  const others = participants.filter((each) => !isAgents(read, each))
  const hints = [believed.isProven ? believed.callSid : undefined, task?.callSid, task?.anyCallSid, believed.callSid]
  const found =
    others.find(({ label }) => label === 'customer') ??
    hints.map(among(others)).find(isSome) ??
    related(read, others, hints)
  if (found) return { is: found.is === 'coming' ? 'ringing' : 'here', callSid: found.callSid }
  const leg = believed.isProven
    ? read.legs.find(({ callSid }) => callSid === believed.callSid)
    : read.legs.find(({ callSid, isClient }) => callSid === (task?.callSid ?? believed.callSid) && !isClient)
  // An unanswered outbound call may be made again.
  const isSure = believed.isProven || task?.direction !== 'outbound' || task.isLifted
  if (leg && (isSure || leg.is !== 'over')) return { is: whereIs[leg.is], callSid: leg.callSid }
  const [only] = others
  if (only && others.length === 1) return { is: only.is === 'coming' ? 'ringing' : 'here', callSid: only.callSid }
  return { is: participants.length > 1 && others.length === 0 ? 'none' : 'unknown' }
}

const whereIs = { coming: 'ringing', here: 'elsewhere', over: 'gone' } as const
const isSome = (found: Participant | undefined): found is Participant => found !== undefined
const among = (participants: readonly Participant[]) => (sid: string | undefined) =>
  participants.find(({ callSid }) => callSid === sid)

/** The task may name the parent of the leg in the conference, or its child. */
function related({ legs }: CallRead, others: readonly Participant[], hints: readonly (string | undefined)[]) {
  const meant = legs.filter(({ callSid, isClient }) => hints.includes(callSid) && !isClient)
  return others.find(({ callSid, parentSid }) =>
    meant.some((each) => each.callSid === parentSid || each.parentSid === callSid),
  )
}

/**
 * Counts the parties that can talk to each other. A supervisor who only listens, or whispers to an agent, is no party
 * for the customer. A muted agent is a party if heard before, or if TaskRouter has the agent on any call; of muted
 * agents for whom that is unknown, as many count as TaskRouter has agents on the task.
 */
export function partiesIn(
  read: CallRead,
  participants: readonly Participant[],
  speakers: readonly string[] = [],
): number {
  const others = participants.filter((each) => !isAgents(read, each)).length
  const agents = participants.filter((each) => isAgents(read, each) && !each.isCoaching)
  const sure = agents.filter((each) => isParty(each, speakers)).length
  const doubtful = agents.filter((each) => !isParty(each, speakers) && each.isServing === undefined).length
  return others + sure + Math.min(doubtful, Math.max(0, read.accepted - sure))
}

/** Tells whether an agent is a party: can be heard, or is only muted for the moment. */
export const isParty = (
  { callSid, isMuted, isCoaching, isServing }: Participant,
  speakers: readonly string[] = [],
): boolean => !isCoaching && (!isMuted || isServing === true || speakers.includes(callSid))
