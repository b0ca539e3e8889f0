import { Retryable } from '../core/errors.ts'
import { calling, code, isCode, isStatus, saysFull, saysTaken, sidIn } from './codes.ts'
import { unlessMissing } from './missing.ts'
import type { Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'

type Calls = Pick<Twilio, 'startStream' | 'stopStream' | 'isCallLive'>

/** A leg in any other state has ended, or never began. */
const live = ['queued', 'initiated', 'ringing', 'in-progress']

/** Calls and their media streams. https://www.twilio.com/docs/voice/api/stream-resource */
export function calls(sdk: Sdk, callbackFor: (taskSid: string) => string): Calls {
  return {
    startStream: ({ callSid, name, url, track, taskSid, parameters }) =>
      calling('start stream', async () => {
        const pairs = Object.entries(parameters).flatMap(([parameter, value], n) => [
          [`parameter${n + 1}.name`, parameter],
          [`parameter${n + 1}.value`, value],
        ])
        try {
          const made = await sdk.calls(callSid).streams.create({
            url,
            name,
            track,
            statusCallback: callbackFor(taskSid),
            statusCallbackMethod: 'POST',
            ...Object.fromEntries(pairs),
          })
          return { streamSid: sidIn('start stream', made) }
        } catch (problem) {
          // A name is unique in its call and belongs to one request of ours, so an earlier run of it got through. Its
          // SID cannot be read; the callback brings it, and the name works for stopping, too.
          if (saysTaken(problem)) return { streamSid: undefined }
          if (saysFull(problem)) return 'full'
          throw problem
        }
      }),

    stopStream: ({ callSid, stream }) =>
      calling('stop stream', async () => {
        try {
          const { status } = await sdk.calls(callSid).streams(stream).update({ status: 'stopped' })
          if (status !== 'stopped') throw new Retryable(`stop stream: it is still ${status}`)
        } catch (problem) {
          // If the stream or the call is over, nothing is left to stop.
          if (!isStatus(problem, 404) && !isCode(problem, code.callNotInProgress)) throw problem
        }
      }),

    isCallLive: (callSid) =>
      calling('read call', async () => {
        const call = await unlessMissing(() => sdk.calls(callSid).fetch())
        return call !== undefined && live.includes(call.status)
      }),
  }
}
