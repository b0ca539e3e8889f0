/**
 * Tests in which our own small programs repeat what genuine clients did: Twilio's SDKs and samples, browsers, the
 * helper library. `npm run fidelity` counts them. None of them opens a browser.
 */
export const clientPoints: readonly string[] = [
  'test/simulator/as-samples-do.test.ts',
  'test/simulator/as-sdks-send-it.test.ts',
  'test/simulator/bad-input.test.ts',
  'test/simulator/flex-over-rest.test.ts',
  'test/simulator/flex-ui.test.ts',
  'test/simulator/gaps.test.ts',
  'test/simulator/limits.test.ts',
  'test/simulator/media/layers.test.ts',
  'test/simulator/media/media-server.test.ts',
  'test/simulator/native-transfer.test.ts',
  'test/simulator/readme-first-steps.test.ts',
  'test/simulator/receipts.test.ts',
  'test/simulator/reported-faults.test.ts',
  'test/simulator/signalling.test.ts',
  'test/simulator/signalling-pair.test.ts',
  'test/simulator/signalling-room.test.ts',
  'test/simulator/signalling-tracks.test.ts',
  'test/simulator/sync.test.ts',
  'test/simulator/tls.test.ts',
  'test/simulator/voice/made-over-rest.test.ts',
  'test/simulator/voice/twiml.test.ts',
  'test/simulator/voice/twiml-refused.test.ts',
  'test/simulator/voice/twiml-url.test.ts',
  'test/simulator/voice/voice-sdk-requests.test.ts',
  'test/simulator/voice/voice-sdk.test.ts',
]
