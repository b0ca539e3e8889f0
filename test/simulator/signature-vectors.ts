import type { SignedParams } from '../../simulator/webhooks/signature.ts'

export interface SignatureVector {
  readonly what: string
  readonly url: string
  readonly params?: SignedParams
  readonly signature: string
}

export const authToken = '0123456789abcdef0123456789abcdef'

const at = 'https://flex.example.com'
const callParams = { CallSid: 'CA00000000000000000000000000000001', CallStatus: 'completed' }

/** Requests of every shape, with signatures that Twilio's own library computed. */
export const vectors: readonly SignatureVector[] = [
  {
    what: 'a form with text beyond ASCII',
    url: `${at}/webhooks/twilio/conversations`,
    params: {
      AccountSid: 'AC00000000000000000000000000000001',
      EventType: 'onMessageAdded',
      Source: 'SMS',
      RetryCount: '0',
      ConversationSid: 'CH00000000000000000000000000000001',
      ChatServiceSid: 'IS00000000000000000000000000000001',
      MessagingServiceSid: 'MG00000000000000000000000000000001',
      MessageSid: 'IM00000000000000000000000000000001',
      ParticipantSid: 'MB00000000000000000000000000000001',
      Index: '3',
      DateCreated: '2026-11-01T12:00:00.123Z',
      Author: '+15558675310',
      Body: 'Can we switch to video? café ✓',
      Attributes: '{}',
    },
    signature: 'b3znQYfEMJ3Cyazl8Meqc6TfagU=',
  },
  {
    what: 'a form sent to an address with a query',
    url: `${at}/webhooks/twilio/video?tenant=acme&x=1`,
    params: {
      AccountSid: 'AC00000000000000000000000000000001',
      RoomName: 'esc-CH0001',
      RoomSid: 'RM00000000000000000000000000000001',
      RoomStatus: 'in-progress',
      RoomType: 'group',
      StatusCallbackEvent: 'participant-connected',
      Timestamp: '2026-11-01T12:01:02.345Z',
      ParticipantSid: 'PA00000000000000000000000000000001',
      ParticipantStatus: 'connected',
      ParticipantIdentity: 'agent_40example_2Ecom',
      SequenceNumber: '2',
    },
    signature: 'ndAN0PsJhNhL2BPOZS3/bUlRXFQ=',
  },
  {
    what: 'dotted names, an empty value, names in both cases',
    url: `${at}/webhooks/twilio/conversations`,
    params: {
      AccountSid: 'AC00000000000000000000000000000001',
      EventType: 'onParticipantAdded',
      'MessagingBinding.Address': '+15558675310',
      'MessagingBinding.ProxyAddress': '+15017122661',
      'MessagingBinding.Type': 'sms',
      Identity: '',
      a: 'lower',
      Z: 'upper',
    },
    signature: '7ubp7dUnKZ2KVFlZKpuHoJcvOgw=',
  },
  {
    what: 'a name that is repeated',
    url: `${at}/webhooks/twilio/form`,
    params: { Key: ['b', 'a', 'a'], Other: '1' },
    signature: 'q3V4POs45//us+BZM13B3D5oX2Y=',
  },
  {
    what: 'a JSON body, signed by its hash in the query',
    url: `${at}/webhooks/twilio/json?bodySHA256=d1486d0f8bf9cf7a3982f533b718d135476c01a9072c0d0bb55f2adb6d698e52`,
    signature: 'mnmB0XP4mbmxisgu1h4ONMIDBd8=',
  },
  {
    what: 'an address without a port',
    url: `${at}/webhooks/twilio/call`,
    params: callParams,
    signature: 'LGGv9/Dk6+YjNNKFQIoIexL69QM=',
  },
  {
    what: 'an address with the usual port, as it is given',
    url: `${at}:443/webhooks/twilio/call`,
    params: callParams,
    signature: 'raFjNfeN+wlrCjt3RunJXR08k6A=',
  },
  {
    what: 'an address with another port',
    url: `${at}:8443/webhooks/twilio/call`,
    params: callParams,
    signature: '+qJpvddwppfXejQuC8cx5Zin9rc=',
  },
  {
    what: 'a GET with everything in the query',
    url: `${at}/webhooks/twilio/stream?CallSid=CA1&StreamEvent=stream-started&Timestamp=2026-11-01T12%3A00%3A00Z`,
    signature: 'DLj3CKKuavpanlsAeI+ZivdCGCw=',
  },
  {
    what: 'a WebSocket address, with its slash',
    url: 'wss://flex.example.com/media/',
    signature: 'dA5tSAwMlCkp4jnz6oAhnKhmOx8=',
  },
  {
    what: 'an address with a quote',
    url: `${at}/w?name=O'Brien&b=a%20b`,
    signature: 'jWlwHuCM0I2DAmqy77GPnqFv4ME=',
  },
]
