import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'
import { type Browser, camera, comeBack, enter, microphone, type Said } from './signalling-client.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(() => simulator.control('POST', '/reset'))

const rooms = () => simulator.sdk.video.v1.rooms
const room = (change: object = {}) => rooms().create({ uniqueName: 'room', ...change })
const screen = { ...camera, id: 'screen', name: 'screen' }
const tell = (browser: Browser, revision: number, tracks: readonly unknown[]) =>
  browser.say({ type: 'update', session: browser.session, participant: { revision, tracks } })
const shown = async (who: string) =>
  (await rooms()('room').participants(who).publishedTracks.list()).map(({ name }) => name)

/** The refused tracks in a message. */
const refused = ({ published }: Said) =>
  (published?.tracks ?? []).flatMap(({ id, error }) => (error === undefined ? [] : [[id, error.code]]))
const isRefusal = (said: Said) => said.type === 'update' && refused(said).length > 0

describe('a track that the room refuses', () => {
  it('is, in a room without pictures, every picture (53125), at the start and later; sound and data are published', async () => {
    await room({ audioOnly: true })
    const data = { id: 'data', kind: 'data', name: 'data' }
    const ada = await enter(simulator, 'ada', { tracks: [microphone, camera, data] })
    expect(ada.answer.published?.tracks.map(({ id }) => id)).toEqual(['mic', 'data'])
    expect(refused(await ada.hears(isRefusal))).toEqual([['cam', 53125]])
    tell(ada, 2, [microphone, data, screen])
    expect(refused(await ada.hears((said) => refused(said).flat().includes('screen')))).toEqual([['screen', 53125]])
    expect(await shown('ada')).toEqual(['microphone', 'data'])
    const ben = await enter(simulator, 'ben')
    expect(ben.answer.participants).toMatchObject([{ tracks: [{ name: 'microphone' }, { name: 'data' }] }])
  })

  it('is the second of a name, of whatever kind (53304); the first keeps its SID', async () => {
    await room()
    const ada = await enter(simulator, 'ada', { tracks: [microphone] })
    tell(ada, 2, [{ ...camera, name: 'microphone' }, microphone])
    const said = await ada.hears(isRefusal)
    expect(refused(said)).toEqual([['cam', 53304]])
    expect(said.published?.tracks[0]?.sid).toBe(ada.answer.published?.tracks[0]?.sid)
    expect(await shown('ada')).toEqual(['microphone'])
  })

  it('is not one with the name of a track that has ended, or of another participant', async () => {
    await room()
    await enter(simulator, 'ben', { tracks: [camera] })
    const ada = await enter(simulator, 'ada', { tracks: [camera] })
    tell(ada, 2, [{ ...screen, name: 'camera' }])
    await ada.hears(({ published }) => published?.tracks[0]?.id === 'screen')
    expect(ada.count(isRefusal)).toBe(0)
  })

  it.each([
    [128, []],
    [129, [['cam', 53302]]],
  ])('is judged by the length of its name: %i characters', async (length, expected) => {
    await room()
    const ada = await enter(simulator, 'ada')
    tell(ada, 2, [{ ...camera, name: 'n'.repeat(length) }])
    const said = await ada.hears(({ type, published }) => type === 'update' && published !== undefined)
    expect(refused(said)).toEqual(expected)
  })

  it('is one above the room’s 170, all participants’ counted (53203), until another has ended', async () => {
    await room()
    const many = (count: number, who: string) =>
      Array.from({ length: count }, (_, index) => ({ ...microphone, id: `${who}${index}`, name: `${who}${index}` }))
    await enter(simulator, 'ben', { tracks: many(100, 'ben') })
    const ada = await enter(simulator, 'ada', { tracks: many(71, 'ada') })
    expect(refused(await ada.hears(isRefusal))).toEqual([['ada70', 53203]])
    const [, ...others] = many(71, 'ada')
    tell(ada, 2, others)
    await ada.hears(
      ({ published }) => published?.tracks.some(({ id, sid }) => id === 'ada70' && sid !== undefined) === true,
    )
    expect(await shown('ada')).toHaveLength(70)
  })

  it('is reported again to a browser that comes back', async () => {
    await room({ audioOnly: true })
    const ada = await enter(simulator, 'ada')
    ada.cut()
    const back = await comeBack(simulator, ada, { participant: { revision: 2, tracks: [camera] } })
    expect(refused(back.answer)).toEqual([['cam', 53125]])
  })
})

describe('recording, as browsers see it,', () => {
  const records = (expected: boolean) => (said: Said) =>
    said.type === 'update' && said.recording?.is_recording === expected

  it('begins with the first track and ends with the last one', async () => {
    await room({ recordParticipantsOnConnect: true })
    const ada = await enter(simulator, 'ada')
    expect(ada.answer.recording).toEqual({ is_recording: false })
    tell(ada, 2, [microphone])
    await ada.hears(records(true))
    tell(ada, 3, [microphone, camera])
    tell(ada, 4, [camera])
    tell(ada, 5, [])
    await ada.hears(records(false))
    expect([ada.count(records(true)), ada.count(records(false))]).toEqual([1, 1])
  })

  it('ends for the others with the recorded participant', async () => {
    await room({ recordParticipantsOnConnect: true })
    const ada = await enter(simulator, 'ada')
    const ben = await enter(simulator, 'ben', { tracks: [microphone] })
    await ada.hears(records(true))
    ben.say({ type: 'disconnect', session: ben.session })
    await ada.hears(records(false))
  })

  it.each([
    ['a kind that is there', [{ type: 'include', kind: 'audio' }], true],
    ['a kind that is not', [{ type: 'include', kind: 'video' }], false],
    ['the participant', [{ type: 'include', publisher: 'ada' }], true],
    ['another participant', [{ type: 'include', publisher: 'ben' }], false],
    ['a name', [{ type: 'include', track: 'microphone' }], true],
    ['both of two filters', [{ type: 'include', kind: 'audio', publisher: 'ben' }], false],
    [
      'all but what is there',
      [
        { type: 'include', all: true },
        { type: 'exclude', kind: 'audio' },
      ],
      false,
    ],
    [
      'nothing, and then the participant',
      [
        { type: 'exclude', all: true },
        { type: 'include', publisher: 'ada' },
      ],
      true,
    ],
  ])('follows the rules: %s', async (_, recordingRules, expected) => {
    await room({ recordingRules })
    const data = { id: 'data', kind: 'data', name: 'data' }
    const ada = await enter(simulator, 'ada', { tracks: [microphone, data] })
    expect(ada.answer.recording).toEqual({ is_recording: expected })
  })
})
