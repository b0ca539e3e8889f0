import { describe, expect, it } from 'vitest'
import { aHouse, type House } from '../support/a-house.ts'
import { anAssignment, conversationSid, sid } from '../support/an-assignment.ts'

const typed = (argument: string, n: number) => ({
  type: 'command.given',
  id: sid('IM', n),
  key: conversationSid,
  at: Date.now() + n,
  command: { type: argument === 'end' ? 'video.end' : 'video.start' },
  by: { identity: anAssignment().identity },
  messageSid: sid('IM', n),
})

/** A whole video: started, opened, ended. */
async function afterwards() {
  const house = aHouse()
  const told = [typed('', 1), typed('end', 2)]
  await house.accepts()
  for (const each of told) {
    await house.receives(each)
    await house.work()
  }
  expect(await phaseIn(house)).toBe('ended')
  return { house, told }
}
const phaseIn = async (house: House) => (await house.escalations.ofConversation(conversationSid)).video.phase

describe('facts that Twilio delivers again after the video has ended', () => {
  it('start no second video and make no request to Twilio', async () => {
    const { house, told } = await afterwards()
    const [asked, calls] = [house.asked(), house.twilio.calls.length]
    for (const each of [...told, ...told.toReversed()]) await house.receives(each)
    await house.work()
    expect([await phaseIn(house), house.asked(), house.twilio.calls.length]).toEqual(['ended', asked, calls])
  })

  it('do not end or repeat the next video', async () => {
    const { house, told } = await afterwards()
    await house.receives(typed('', 3))
    for (const each of told) await house.receives(each)
    await house.work()
    expect(await phaseIn(house)).toBe('open')
    expect(house.asked().filter((each) => each === 'room.create')).toHaveLength(2)
  })
})
