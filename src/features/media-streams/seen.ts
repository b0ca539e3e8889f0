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
      /** The numbers that names of its streams may have. */
      names: z.number().default(1),
    })
    .optional(),
  conferences: z
    .array(z.object({ conferenceSid: z.string(), participants: z.array(participant).readonly() }))
    .readonly(),
  legs: z.array(leg).readonly(),
  accepted: z.number(),
  /** Who had the call and has not any more. */
  left: z
    .array(z.object({ reservationSid: z.string(), workerSid: z.string() }))
    .readonly()
    .default([]),
})
export type CallRead = z.infer<typeof callRead>

/** What was believed before: which leg is the customer's, whether it has been seen as theirs, and who else could be heard. */
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

/** Called as a client, or the one whom the task names as the agent's. */
export const isAgents = (
  { task }: CallRead,
  { callSid, isClient }: Pick<Participant, 'callSid' | 'isClient'>,
): boolean => isClient || callSid === task?.workerCallSid

/**
 * Where the customer is, from one read. What the task says is a hint, which whoever is in the conference corrects: by Flex's
 * label, as the leg that was the customer's before, as the leg that the task means or that one's child, or because
 * nobody else there is no agent.
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
  // An outbound call that nobody answered may be made again.
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

/** The task may mean the leg that dialled the one in the conference, or the one that was dialled by it. */
function related({ legs }: CallRead, others: readonly Participant[], hints: readonly (string | undefined)[]) {
  const meant = legs.filter(({ callSid, isClient }) => hints.includes(callSid) && !isClient)
  return others.find(({ callSid, parentSid }) =>
    meant.some((each) => each.callSid === parentSid || each.parentSid === callSid),
  )
}

/**
 * How many would talk to each other. A supervisor who only listens, or whispers to an agent, is nobody the customer could talk
 * to. Who is muted is a party if they were heard before, or if TaskRouter has them on a call, this one or another; of whom that is
 * not known, as many as TaskRouter counts agents on the task.
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

/** Of agents: heard, or muted for the moment. */
export const isParty = (
  { callSid, isMuted, isCoaching, isServing }: Participant,
  speakers: readonly string[] = [],
): boolean => !isCoaching && (!isMuted || isServing === true || speakers.includes(callSid))
