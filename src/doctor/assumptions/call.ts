import { code, isCode, isStatus, saysTaken } from '../../twilio/codes.ts'
import { eventually } from '../synthetic/eventually.ts'
import { holds, type Seen, unclear, untrue } from './look.ts'
import type { Stage } from './stage.ts'

/** The numbers of a test call: caller and called party. */
export type Parties = { readonly from: string; readonly to: string }

const pause = '<Response><Pause length="60"/></Response>'
/** No server listens there: Twilio tries to connect, and gives up. */
const nowhere = 'wss://localhost/escalate-doctor'

/** Makes a silent call of at most a minute. @returns undefined if nobody answers it in time */
async function aCall({ sdk, made, patience }: Stage, { from, to }: Parties): Promise<string | undefined> {
  const call = await sdk.calls.create({ from, to, twiml: pause, timeLimit: 60 })
  made('call', async () => {
    try {
      await sdk.calls(call.sid).update({ status: 'completed' })
    } catch (problem) {
      // Twilio's code for a call that is over does not matter; only a call that continues is a problem.
      const isOn = (await sdk.calls(call.sid).fetch()).status === 'in-progress'
      if (isOn) throw problem
    }
  })
  const isOn = async () => ((await sdk.calls(call.sid).fetch()).status === 'in-progress' ? true : undefined)
  return (await eventually(isOn, patience)) && call.sid
}

const notTaken = unclear('nobody answered the call')
const refusalOf = (problem: unknown): string => {
  const { status, code: number } = problem as { readonly status?: number; readonly code?: number } // the SDK's own exceptions
  return `refused with ${status}, ${number}`
}

export const takenNameIsSaid =
  (parties: Parties) =>
  async (stage: Stage): Promise<Seen> => {
    const callSid = await aCall(stage, parties)
    if (!callSid) return notTaken
    const { streams } = stage.sdk.calls(callSid)
    const stream = { url: nowhere, name: `doctor-${stage.word}` }
    await streams.create(stream)
    try {
      await streams.create(stream)
      return unclear('a second stream of the name was accepted: the first may have ended')
    } catch (problem) {
      return saysTaken(problem) ? holds(refusalOf(problem)) : untrue(refusalOf(problem))
    }
  }

export const stoppedIsMissing =
  (parties: Parties) =>
  async (stage: Stage): Promise<Seen> => {
    const callSid = await aCall(stage, parties)
    if (!callSid) return notTaken
    const { sid } = await stage.sdk.calls(callSid).streams.create({ url: nowhere, name: `doctor-${stage.word}` })
    const stop = () => stage.sdk.calls(callSid).streams(sid).update({ status: 'stopped' })
    await stop().catch(() => undefined) // the stream may have ended by itself, which is fine
    try {
      await stop()
      return holds('stopped once more')
    } catch (problem) {
      const isKnown = isStatus(problem, 404) || isCode(problem, code.callNotInProgress)
      return isKnown ? holds(refusalOf(problem)) : untrue(refusalOf(problem))
    }
  }
