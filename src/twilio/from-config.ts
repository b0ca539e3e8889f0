import { type AccountConfig, type Config, transferWorkflowOf } from '../config.ts'
import type { Called } from './called.ts'
import { createTwilio } from './client.ts'
import type { Twilio } from './port.ts'
import { createSdk, type Sdk } from './sdk.ts'

/**
 * Retries for callbacks of rooms and of TaskRouter (by default Twilio repeats only after connection failures): up to 5,
 * on any failure, 2 s to connect, 4 s to answer, 15 s in all. Twilio neither sends nor signs the fragment.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const retryFragment = '#rc=5&rp=all&ct=2000&rt=4000&tt=15000'

export const videoCallbackPath = '/webhooks/video'
export const streamCallbackPath = '/webhooks/streams'

/** Long enough for both sides to reload or to change the device. Twilio bills participants, not empty rooms. */
const emptyMinutes = 5

/** Longer than a customer needs for the invite and the device screen. Later the link makes a new room, so nothing is lost. */
const unusedMinutes = 10

/** Creates the SDK from the configuration. @param called runs after every request */
export const sdkFrom = (config: AccountConfig, called: Called): Sdk =>
  createSdk(
    {
      accountSid: config.TWILIO_ACCOUNT_SID,
      apiKeySid: config.TWILIO_API_KEY_SID,
      apiKeySecret: config.TWILIO_API_KEY_SECRET,
      apiUrl: config.TWILIO_API_URL,
      timeoutMs: config.TWILIO_TIMEOUT_MS,
    },
    called,
  )

/** The customer, the agent, the next agent of a transfer, and a participant who returns on another device. */
const seats = 4

/** The size of a room. A supervisor who joins needs a seat of their own. */
const seatsIn = ({ SUPERVISOR_JOIN }: Config): number => (SUPERVISOR_JOIN === 'off' ? seats : seats + 1)

/** Creates the port from the configuration. @param called runs after every request, for logs and metrics */
export function twilioFrom(config: Config, called: Called): Twilio {
  return createTwilio(sdkFrom(config, called), {
    workspaceSid: config.TWILIO_WORKSPACE_SID,
    chatServiceSid: config.TWILIO_CHAT_SERVICE_SID,
    invite: { workflowSid: transferWorkflowOf(config), timeoutSeconds: config.TRANSFER_TIMEOUT_SECONDS },
    // Twilio signs the query, too. Nothing documents the retry fragment for stream callbacks, so it is left out.
    streamCallback: (taskSid) => `${config.PUBLIC_URL}${streamCallbackPath}?task=${taskSid}`,
    room: {
      emptyTimeout: emptyMinutes,
      unusedTimeout: unusedMinutes,
      maxDuration: config.ROOM_MAX_DURATION_SECONDS,
      maxParticipants: seatsIn(config),
      mediaRegion: config.ROOM_MEDIA_REGION,
      statusCallback: `${config.PUBLIC_URL}${videoCallbackPath}${retryFragment}`,
    },
  })
}
