// Starts Flex as the page of flex.twilio.com does. Browser voice and telemetry stay off: nothing answers them here.
const session = JSON.parse(document.getElementById('session').textContent)
window.Twilio.Flex.runDefault(
  {
    logLevel: new URLSearchParams(location.search).get('log') ?? 'warn',
    disableBrowserVoice: true,
    disableTelemetry: true,
    sso: { accountSid: session.account_sid },
    pluginService: { enabled: true, url: '/__twilio/flex.twilio.com/plugins' },
    // In memory, so that the address stays that of this page and reloading comes back to it.
    router: { type: 'memory' },
  },
  '#container',
)
