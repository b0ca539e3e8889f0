type Parameters = Readonly<Record<string, string>>

/** The required parameters of each operation, by method and address without the names of its variables. */
export function operationParameters(
  method: string,
  template: string,
  sids: ReadonlyMap<string, string>,
): Record<string, string> {
  const inOneScope = template.replace(/^\/v1\/Services\/\{\}\/(?=Con|Participant)/, '/v1/')
  return { ...(fixed[`${method} ${inOneScope}`] ?? {}), ...found(`${method} ${template}`, sids) }
}

const fixed: Readonly<Record<string, Parameters>> = {
  'POST /Calls': { To: '+15550100003', From: '+15550100004', Twiml: '<Response><Hangup/></Response>' },
  'POST /Calls/{}': { Status: 'completed' },
  'POST /Calls/{}/Streams': { Url: 'wss://streams.example.com/media' },
  'POST /Calls/{}/Streams/{}': { Status: 'stopped' },
  'POST /Calls/{}/Siprec/{}': { Status: 'stopped' },
  'POST /Conferences/{}': { Status: 'completed' },
  'POST /Conferences/{}/Participants': { To: '+15550100003', From: '+15550100004', ConferenceRecord: 'true' },
  'POST /Conferences/{}/Participants/{}': { Muted: 'true' },
  'POST /Conferences/{}/Recordings/{}': { Status: 'paused' },
  'POST /v1/Conversations/{}/Messages': { Body: 'hello' },
  'POST /v1/Conversations/{}/Participants': { Identity: 'ada' },
  'POST /v1/Conversations/{}/Webhooks': {
    Target: 'webhook',
    'Configuration.Url': 'https://example.com/w',
    'Configuration.Filters': 'onMessageAdded',
  },
  'POST /v1/ConversationWithParticipants': { FriendlyName: 'two', Participant: '{"identity":"ada"}' },
  'GET /v1/ParticipantConversations': { Identity: 'ada' },
  'POST /v1/Configuration/Webhooks': { PostWebhookUrl: 'https://example.com/c' },
  'POST /v1/Interactions/{}/Channels/{}': { Status: 'closed' },
  'POST /v1/Interactions/{}/Channels/{}/Participants': { Type: 'supervisor', MediaProperties: '{}' },
  'POST /v1/Interactions/{}/Channels/{}/Participants/{}': { Status: 'closed' },
  'POST /v1/Services/{}/Documents': { UniqueName: 'one', Data: '{"a":1}' },
  'POST /v1/Services/{}/Documents/{}': { Data: '{"a":2}' },
  'POST /v1/Services/{}/Documents/{}/Permissions/{}': { Read: 'true', Write: 'true', Manage: 'false' },
  'POST /v1/Workspaces': { FriendlyName: 'another' },
  'POST /v1/Workspaces/{}': { FriendlyName: 'renamed' },
  'POST /v1/Workspaces/{}/Activities': { FriendlyName: 'Lunch' },
  'POST /v1/Workspaces/{}/Activities/{}': { FriendlyName: 'Dinner' },
  'POST /v1/Workspaces/{}/TaskChannels': { FriendlyName: 'Fax', UniqueName: 'fax' },
  'POST /v1/Workspaces/{}/TaskQueues': { FriendlyName: 'new' },
  'POST /v1/Workspaces/{}/Tasks/{}': { AssignmentStatus: 'completed', Reason: 'done' },
  'POST /v1/Workspaces/{}/Tasks/{}/Reservations/{}': { ReservationStatus: 'accepted' },
  'POST /v1/Workspaces/{}/Workers': { FriendlyName: 'new' },
  'POST /v1/Workspaces/{}/Workers/{}/Reservations/{}': { ReservationStatus: 'wrapping' },
  'POST /v1/Rooms/{}': { Status: 'completed' },
  'POST /v1/Rooms/{}/Participants/{}': { Status: 'disconnected' },
  'POST /v1/Rooms/{}/Participants/{}/SubscribeRules': { Rules: '[{"type":"include","all":true}]' },
  'POST /v1/Rooms/{}/RecordingRules': { Rules: '[{"type":"include","all":true}]' },
  'POST /v1/Rooms/{}/Transcriptions/{}': { Status: 'stopped' },
}

/** The names of existing resources. */
function found(operation: string, sids: ReadonlyMap<string, string>): Parameters {
  const sid = (collection: string): string => sids.get(collection) ?? ''
  const properties = { workspace_sid: sid('taskrouter/v1/Workspaces'), workflow_sid: sid('a workflow') }
  switch (operation) {
    case 'POST /v1/Workspaces/{}/Workflows': {
      const queue = sid('a queue')
      return {
        FriendlyName: 'new',
        Configuration: JSON.stringify({ task_routing: { filters: [], default_filter: { queue } } }),
      }
    }
    case 'POST /v1/Workspaces/{}/Tasks':
      return { TaskQueueSid: sid('a queue') }
    case 'POST /v1/Interactions':
      return { Channel: '{"type":"web"}', Routing: JSON.stringify({ properties }) }
    case 'POST /v1/Interactions/{}/Channels/{}/Invites':
      return { Routing: JSON.stringify({ properties }) }
    case 'POST /v1/Interactions/{}/Channels/{}/Transfers':
      return { from: sid('an agent'), to: sid('a queue') }
    default:
      return {}
  }
}
