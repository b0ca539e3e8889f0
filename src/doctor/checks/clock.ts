import type { Check } from '../check.ts'

/** Tokens for rooms and links carry times: with a clock that is wrong by more they are not yet good, or no more. */
const mostMs = 30_000

export const clock: Check = {
  name: 'clock',
  needs: ['credentials'],
  async look({ sdk, now }) {
    const before = now()
    const answer = await sdk.request({ method: 'get', uri: 'https://taskrouter.twilio.com/v1/Workspaces?PageSize=1' })
    const told = Date.parse(String(answer.headers?.date))
    if (Number.isNaN(told)) return []
    // Twilio's answer is from somewhere between asking and hearing; its date has whole seconds.
    const skew = (before + now()) / 2 - (told + 500)
    if (Math.abs(skew) <= mostMs) return []
    const seconds = Math.round(Math.abs(skew) / 1000)
    return [
      {
        what: `The clock here is ${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} Twilio's`,
        todo: 'Have the machine keep time (NTP). Video tokens carry times: Twilio refuses those from the future, and ends others early.',
      },
    ]
  },
}
