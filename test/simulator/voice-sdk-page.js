// The bare page of test/simulator/voice-sdk-browser.test.ts. `@twilio/voice-sdk` is there as `Twilio`, with nothing set in it.
const seen = []
globalThis.seen = seen
const note = (what, about = {}) => seen.push({ what, ...about })
const told = (error) => (error ? { code: error.code, message: error.message } : null)

/** Signs in and registers, and notes every event of the device. Null, or the application's error. */
globalThis.register = (token, options = {}) =>
  new Promise((resolve) => {
    const device = new Twilio.Device(token, { logLevel: 'silent', ...options })
    globalThis.device = device
    for (const what of ['registered', 'unregistered', 'destroyed', 'tokenWillExpire']) device.on(what, () => note(what))
    device.on('error', (error) => {
      note('error', told(error))
      resolve(told(error))
    })
    device.on('incoming', (call) => {
      note('incoming', { from: call.parameters.From, sid: call.parameters.CallSid, custom: [...call.customParameters] })
      follow(call)
    })
    device.register().then(
      () => resolve(null),
      () => undefined,
    )
  })

/** The page's call, or an incoming one. */
const follow = (call) => {
  globalThis.call = call
  for (const what of ['accept', 'cancel', 'disconnect', 'reject', 'reconnecting', 'reconnected', 'messageSent'])
    call.on(what, () => note(what, { sid: call.parameters.CallSid }))
  call.on('ringing', () => note('ringing'))
  call.on('mute', (isMuted) => note('mute', { isMuted }))
  call.on('error', (error) => note('callError', told(error)))
}

globalThis.connect = async (params) => follow(await globalThis.device.connect({ params }))
globalThis.take = async (connectToken) => follow(await globalThis.device.connect({ connectToken }))

/** The loudest audible tone, in Hz. */
globalThis.tone = async () => {
  const context = new AudioContext()
  const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 })
  context.createMediaStreamSource(globalThis.call.getRemoteStream()).connect(analyser)
  await new Promise((resolve) => setTimeout(resolve, 500))
  const levels = new Float32Array(analyser.frequencyBinCount)
  analyser.getFloatFrequencyData(levels)
  await context.close()
  const loudest = levels.indexOf(Math.max(...levels))
  return Math.round((loudest * context.sampleRate) / analyser.fftSize / 10) * 10
}
