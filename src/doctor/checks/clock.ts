import type { Check } from '../check.ts'

/** Access tokens carry times: with a larger error they are not yet valid, or not any more. */
const mostMs = 30_000

export const clock: Check = {
  name: 'clock',
  needs: ['credentials'],
  async look({ sdk, now }) {
    const before = now()
    const answer = await sdk.request({ method: 'get', uri: 'https://taskrouter.twilio.com/v1/Workspaces?PageSize=1' })
    const date = Date.parse(String(answer.headers?.date))
    if (Number.isNaN(date)) return []
    // Twilio made the answer between request and response; its date has whole seconds.
    const skew = (before + now()) / 2 - (date + 500)
    if (Math.abs(skew) <= mostMs) return []
    const seconds = Math.round(Math.abs(skew) / 1000)
    return [
      {
        what: `The clock here is ${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} Twilio's`,
        todo: "Set the machine's clock with NTP. Video tokens carry times: Twilio refuses those from the future, and others expire early.",
      },
    ]
  },
}
