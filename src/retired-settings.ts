/**
 * Settings that earlier versions read, and what holds now. A process warns of those that are still set, and so does
 * the doctor. The section "Retired settings" of docs/configuration.md is compared with this list by a test.
 */
export const retiredSettings: Readonly<Record<string, string>> = {
  SEAT_TTL_SECONDS: 'an access token is valid for ROOM_MAX_DURATION_SECONDS',
  ROOM_EMPTY_TIMEOUT_MINUTES: 'Twilio closes a room five minutes after the last participant left',
  ROOM_UNUSED_TIMEOUT_MINUTES: 'Twilio closes a room that nobody joined after ten minutes; the link makes a new room',
  TRANSFER_FALLBACK_ATTEMPTS: 'the fallback queue is invited twice',
  ROOM_BUDGET_MINUTES_SOFT: "ROOM_BUDGET_MINUTES is the limit after which the supervisor's page warns",
  ROOM_BUDGET_MINUTES_HARD: 'a video ends at twice ROOM_BUDGET_MINUTES',
  KEEP_ALIVE_SECONDS: 'idle connections are kept for 620 seconds, longer than any known balancer keeps them',
  SWEEP_SECONDS: 'effects that a crash left in an outbox are looked for every second',
  DRAIN_SECONDS: 'a server drains for five seconds in production and where TRUSTED_PROXIES is not 0, else not at all',
  BRAND_NAME: 'JOIN_PAGE has all parts: {"name":"…"}',
  BRAND_COLOR: 'JOIN_PAGE has all parts: {"color":"…"}',
  BRAND_LOGO: 'JOIN_PAGE has all parts: {"logo":"…"}',
  INVITE_AUTHOR: 'the author of messages is the name in JOIN_PAGE; unset: Video',
  CANCEL_NOTICE: 'CUSTOMER_NOTICES also tells customers that a video was cancelled',
  TRANSFER_NOTICE: 'CUSTOMER_NOTICES also tells customers which agent has joined',
  ROOM_MAX_PARTICIPANTS: 'a room has four places, and one more while SUPERVISOR_JOIN is on',
  TIMELINE_DAYS: 'timelines are kept for seven days',
  STREAM_TRACK: 'STREAM_DESTINATIONS has the track: {"track":"inbound_track",…}',
  STREAM_HANDOVER: 'STREAM_DESTINATIONS has the handover: {"handover":"gap-free-sequential",…}',
  RECORDING_CONTROL: 'ROOM_RECORDING lets agents switch the recording with on-demand or pausable',
  DEVICES_AT_START: 'JOIN_PAGE has all parts: {"devices":"…"}',
  TASKROUTER_FORWARD_EVENTS: 'every TaskRouter event is forwarded; let the consumer ignore those that it does not need',
  OUTBOUND_PRIVATE:
    'receivers in OUTBOUND_WEBHOOKS may be at private addresses; those that the API adds only while PUBLIC_URL is this machine',
  HANDOVER_SECONDS: 'a handover takes 30 seconds at most, and a tenth of TRANSFER_TIMEOUT_SECONDS where that is less',
  REMOVE_COMMANDS: 'typed commands are removed from web chats, where that is possible',
  WARM_TRANSFERS: 'TRANSFERS=cold: agents may not invite another agent and stay',
  ONE_VIDEO_PER_AGENT: 'an agent has one live video at a time',
}
