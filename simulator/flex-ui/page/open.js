// Starts Flex as the page of flex.twilio.com does. Browser voice and telemetry stay off: the simulator does not answer
// them.
const session = JSON.parse(document.getElementById('session').textContent)
window.Twilio.Flex.runDefault(
  {
    logLevel: new URLSearchParams(location.search).get('log') ?? 'warn',
    disableBrowserVoice: true,
    disableTelemetry: true,
    sso: { accountSid: session.account_sid },
    pluginService: { enabled: true, url: '/__twilio/flex.twilio.com/plugins' },
    // Routes in memory, so that the address stays this page's and a reload comes back to it.
    router: { type: 'memory' },
  },
  '#container',
)
