import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeAccount } from '../../../simulator/cloud/account.ts'
import { type Phone, startPhone } from './a-phone.ts'

let phone: Phone
const response = (inside: string) => `<Response>${inside}</Response>`
const stream = (attributes: string, inside = '') => response(`<Start><Stream ${attributes}>${inside}</Stream></Start>`)
const conference = (attributes: string) => response(`<Dial><Conference ${attributes}>room</Conference></Dial>`)
const client = (inside: string, attributes = '') => response(`<Dial ${attributes}>${inside}</Dial>`)
const url = 'url="wss://streams.example.com/media"'

async function refusal(params: Record<string, string>) {
  const { callSid } = await phone.talking()
  const path = `/api/2010-04-01/Accounts/${fakeAccount.accountSid}/Calls/${callSid}.json`
  const answer = await phone.simulator.rest('POST', path, params)
  const { code, message } = (await answer.json()) as { code?: number; message?: string }
  const { conference: room, streams } = await phone.sim.phoneState(callSid)
  const untouched = streams.length === 0 && room?.participants.some(({ call_sid }) => call_sid === callSid)
  return { status: answer.status, code, message, gap: answer.headers.get('x-simulator-gap'), untouched }
}

beforeAll(async () => {
  phone = await startPhone()
})
afterAll(() => phone.stop())

describe('TwiML that is not carried out is refused, and the call does not change', () => {
  it.each([
    ['an element left open', '<Response><Hangup>'],
    ['a bare ampersand', response('<Dial><Conference>a & b</Conference></Dial>')],
    ['another root', '<Reply/>'],
    ['no XML', 'hello'],
    ['a blank', ' '],
    ['an entity of its own', '<!DOCTYPE Response [<!ENTITY a "b">]><Response>&a;</Response>'],
  ])('as unreadable (12100): %s', async (_, Twiml) => {
    expect(await refusal({ Twiml })).toMatchObject({ status: 400, code: 12100, untouched: true, gap: null })
  })

  it.each([
    ['an unknown verb', response('<Dance/>'), "element 'Dance'"],
    ['a verb in small letters', response('<hangup/>'), "element 'hangup'"],
    ['a stream without <Start>', response(`<Stream ${url}/>`), "element 'Stream'"],
    ['an unknown attribute', conference('colour="red"'), "Attribute 'colour'"],
    ['text between verbs', response('hello'), 'cannot have text'],
    ['an empty <Start>', response('<Start/>'), "content of element 'Start'"],
    ['a stream that goes nowhere', stream('name="a"'), "Attribute 'url' must appear"],
    ['<Stop> without a name', response('<Stop><Stream/></Stop>'), "Attribute 'name' must appear"],
    ['a parameter of 500 characters', stream(url, `<Parameter name="n" value="${'v'.repeat(499)}"/>`), '500'],
    ['a conference without a name', response('<Dial><Conference/></Dial>'), 'has no name'],
    ['a client without a name', client('<Client><Parameter name="a" value="b"/></Client>'), 'has no identity'],
    ['two conferences', response('<Dial><Conference>a</Conference><Conference>b</Conference></Dial>'), 'more than one'],
    ['the second verb alone', response('<Pause length="1"/><Dance/>'), "element 'Dance'"],
  ])('by the schema (12200): %s', async (_, Twiml, message) => {
    const answer = await refusal({ Twiml })
    expect(answer).toMatchObject({ status: 400, code: 12200, untouched: true, gap: null })
    expect(answer.message).toContain(message)
  })

  it.each([
    ['a value of a conference', conference('muted="perhaps"'), 16002],
    ['more participants than there can be', conference('maxParticipants="251"'), 16002],
    ['an event that does not exist', conference('statusCallbackEvent="join sing"'), 16002],
    ['a label like a call SID', conference(`participantLabel="CA${'a'.repeat(32)}"`), 16023],
    ['a track', stream(`${url} track="all"`), 31941],
    ['an address without encryption', stream('url="ws://streams.example.com/media"'), 11100],
    ['a way to nowhere', response('<Redirect>next</Redirect>'), 11100],
    ['an address with a query', stream('url="wss://streams.example.com/media?a=1"'), 11100],
  ])('with the code of its kind: %s', async (_, Twiml, code) => {
    expect(await refusal({ Twiml })).toMatchObject({ status: 400, code, untouched: true })
  })

  it.each([
    ['<Say>', { Twiml: response('<Say>hello</Say>') }],
    ['a <Dial> of a number', { Twiml: response('<Dial>+15551234567</Dial>') }],
    ['<Dial><Number>', { Twiml: response('<Dial><Number>+15551234567</Number></Dial>') }],
    ['action="/next" of <Dial>', { Twiml: response('<Dial action="/next"><Conference>a</Conference></Dial>') }],
    ['record="record-from-start" of <Conference>', { Twiml: conference('record="record-from-start"') }],
    ["the conference event 'speaker'", { Twiml: conference('statusCallbackEvent="join speaker"') }],
    ['a <Dial> of several parties', { Twiml: client('<Client>a</Client><Client>b</Client>') }],
    ['answerOnBridge="true" of <Dial><Client>', { Twiml: client('<Client>a</Client>', 'answerOnBridge="true"') }],
    ['url="/whisper" of <Client>', { Twiml: client('<Client url="/whisper">a</Client>') }],
    ['hangupOnStar="true" of <Dial>', { Twiml: client('<Client>a</Client>', 'hangupOnStar="true"') }],
    ['<Start><Transcription>', { Twiml: response('<Start><Transcription/></Start>') }],
  ])('as a gap of the simulator: %s', async (what, params) => {
    const answer = await refusal(params)
    expect(answer).toMatchObject({ status: 501, code: 20501, untouched: true })
    expect(answer.gap).toContain(what)
  })
})
