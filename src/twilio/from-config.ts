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

/** The size of a room. A supervisor who joins needs a seat of their own. Twilio's group rooms have at most 50. */
const seatsIn = ({ ROOM_MAX_PARTICIPANTS: seats, SUPERVISOR_JOIN }: Config): number =>
  Math.min(50, SUPERVISOR_JOIN === 'off' ? seats : seats + 1)

/** Creates the port from the configuration. @param called runs after every request, for logs and metrics */
export function twilioFrom(config: Config, called: Called): Twilio {
  return createTwilio(sdkFrom(config, called), {
    workspaceSid: config.TWILIO_WORKSPACE_SID,
    chatServiceSid: config.TWILIO_CHAT_SERVICE_SID,
    invite: { workflowSid: transferWorkflowOf(config), timeoutSeconds: config.TRANSFER_TIMEOUT_SECONDS },
    // Twilio signs the query, too. Nothing documents the retry fragment for stream callbacks, so it is left out.
    streamCallback: (taskSid) => `${config.PUBLIC_URL}${streamCallbackPath}?task=${taskSid}`,
    room: {
      emptyTimeout: config.ROOM_EMPTY_TIMEOUT_MINUTES,
      unusedTimeout: config.ROOM_UNUSED_TIMEOUT_MINUTES,
      maxDuration: config.ROOM_MAX_DURATION_SECONDS,
      maxParticipants: seatsIn(config),
      mediaRegion: config.ROOM_MEDIA_REGION,
      statusCallback: `${config.PUBLIC_URL}${videoCallbackPath}${retryFragment}`,
    },
  })
}
