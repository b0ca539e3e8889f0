import { code, isCode, isStatus, saysTaken } from '../../twilio/codes.ts'
import { eventually } from '../synthetic/eventually.ts'
import { holds, type Seen, unclear, untrue } from './look.ts'
import type { Stage } from './stage.ts'

/** From whom, and whom it is to. */
export type Parties = { readonly from: string; readonly to: string }

const pause = '<Response><Pause length="60"/></Response>'
/** Nobody listens there: Twilio tries, and gives up. */
const nowhere = 'wss://localhost/escalate-doctor'

/** A call that says nothing, for a minute at most. */
async function aCall({ sdk, made, patience }: Stage, { from, to }: Parties): Promise<string | undefined> {
  const call = await sdk.calls.create({ from, to, twiml: pause, timeLimit: 60 })
  made('call', async () => {
    try {
      await sdk.calls(call.sid).update({ status: 'completed' })
    } catch (problem) {
      // It is over, by whatever code Twilio says so; or else it goes on.
      const isOn = (await sdk.calls(call.sid).fetch()).status === 'in-progress'
      if (isOn) throw problem
    }
  })
  const isOn = async () => ((await sdk.calls(call.sid).fetch()).status === 'in-progress' ? true : undefined)
  return (await eventually(isOn, patience)) && call.sid
}

const notTaken = unclear('nobody took the call')
const said = (problem: unknown): string => {
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
      return unclear('a second stream of the name was taken: the first may have ended')
    } catch (problem) {
      return saysTaken(problem) ? holds(said(problem)) : untrue(said(problem))
    }
  }

export const stoppedIsMissing =
  (parties: Parties) =>
  async (stage: Stage): Promise<Seen> => {
    const callSid = await aCall(stage, parties)
    if (!callSid) return notTaken
    const { sid } = await stage.sdk.calls(callSid).streams.create({ url: nowhere, name: `doctor-${stage.word}` })
    const stop = () => stage.sdk.calls(callSid).streams(sid).update({ status: 'stopped' })
    await stop().catch(() => undefined) // it may have ended by itself, which is what is wanted
    try {
      await stop()
      return holds('stopped once more')
    } catch (problem) {
      const isKnown = isStatus(problem, 404) || isCode(problem, code.callNotInProgress)
      return isKnown ? holds(said(problem)) : untrue(said(problem))
    }
  }
