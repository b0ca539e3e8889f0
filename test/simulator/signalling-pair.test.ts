import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'
import { type Browser, comeBack, enter, type Said } from './signalling-client.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator({ media: 'peers' })
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.control('POST', '/reset')
  await simulator.sdk.video.v1.rooms.create({ uniqueName: 'room' })
})

type Pair = { readonly ada: Browser; readonly ben: Browser; readonly id: string }

/** Two browsers in a room; the older one, ada, has been asked for an offer. */
async function pair(): Promise<Pair> {
  const ada = await enter(simulator, 'ada')
  const ben = await enter(simulator, 'ben')
  const asked = await ada.hears(describes('create-offer', 1))
  return { ada, ben, id: asked.peer_connections[0]?.id ?? '' }
}

const describes =
  (type: string, revision: number) =>
  ({ peer_connections }: Said): boolean =>
    peer_connections.some(({ description }) => description?.type === type && description.revision === revision)

const say = ({ say, session }: Browser, id: string, said: object) =>
  say({ type: 'update', session, peer_connections: [{ id, ...said }] })

const offer = (revision: number) => ({ description: { type: 'offer', revision, sdp: `offer ${revision}` } })
const answer = (revision: number) => ({ description: { type: 'answer', revision, sdp: `answer ${revision}` } })
const ice = (revision: number, ...candidates: string[]) => ({ ice: { ufrag: 'u', revision, candidates } })

/** A browser's messages about its peer connections, in short. */
const told = ({ frames }: { readonly frames: Browser['frames'] }, id: string) =>
  frames
    .flatMap(({ body }) => body?.peer_connections ?? [])
    .filter((each) => each.id === id)
    .map(({ description, ice }) => {
      if (description !== undefined) return `${description.type} ${description.revision}`
      return ice === undefined ? 'listed' : `ice ${ice['revision']}`
    })

it('offers, answers and candidates reach the other end, in both directions', async () => {
  const { ada, ben, id } = await pair()
  say(ada, id, { ...offer(2), ...ice(1, 'a') })
  await ben.hears(describes('offer', 2))
  say(ben, id, answer(2))
  say(ben, id, ice(1, 'b'))
  const { peer_connections } = await ada.hears(describes('answer', 2))
  expect(peer_connections).toMatchObject([{ id, description: { sdp: 'answer 2' } }])
  await ada.hears((said) => said.peer_connections.some(({ ice }) => ice?.['revision'] === 1))
  say(ben, id, offer(3))
  await ada.hears(describes('offer', 3))
})

it('an old or repeated description or candidate is not carried, nor is one of no pair', async () => {
  const { ada, ben, id } = await pair()
  for (const said of [offer(2), offer(2), ice(1, 'a'), ice(1, 'a'), ice(2, 'a', 'b'), ice(1, 'a'), offer(1)])
    say(ada, id, said)
  say(ada, 'speculative', ice(1, 'a'))
  await ada.settled()
  await ben.settled()
  expect(told(ben, id)).toEqual(['offer 2', 'ice 1', 'ice 2'])
  expect(told(ben, 'speculative')).toEqual(['close 2'])
})

it('only the first of two offers at the same time passes; the next one passes after the answer', async () => {
  const { ada, ben, id } = await pair()
  say(ada, id, offer(2))
  await ben.hears(describes('offer', 2))
  say(ben, id, { ...offer(2), ...ice(1, 'b') })
  await ben.settled()
  say(ben, id, answer(2))
  say(ben, id, offer(3))
  await ada.hears(describes('offer', 3))
  expect(told(ada, id)).toEqual(['create-offer 1', 'ice 1', 'answer 2', 'offer 3'])
  expect((await simulator.control('GET', '/signalling')).body).toMatchObject({ glares: 1 })
})

it('a browser that leaves closes its peer connections, and nothing is carried on them any more', async () => {
  const { ada, ben, id } = await pair()
  const eve = await enter(simulator, 'eve')
  ben.say({ type: 'disconnect', session: ben.session })
  await ada.hears(({ peer_connections }) =>
    peer_connections.some((each) => each.id === id && each.description?.type === 'close'),
  )
  say(ada, id, offer(2))
  await ada.settled()
  expect(told(eve, id)).toEqual([])
})

it('a connection that a browser has closed is closed at the other end', async () => {
  const { ada, ben, id } = await pair()
  say(ada, id, { description: { type: 'close' } })
  await ben.hears((said) => said.peer_connections.some((each) => each.id === id && each.description?.type === 'close'))
})

it('a browser that comes back gets the missed messages; its repeats are not carried, its next answer is', async () => {
  const { ada, ben, id } = await pair()
  say(ada, id, offer(2))
  await ben.hears(describes('offer', 2))
  say(ben, id, answer(2))
  await ada.hears(describes('answer', 2))
  ben.cut()
  await ada.hears(({ participants }) => participants.some(({ state }) => state === 'reconnecting'))
  say(ada, id, { ...offer(3), ...ice(2, 'a') })
  await ada.settled()
  const back = await comeBack(simulator, ben, { peer_connections: [{ id, ...answer(2) }] })
  expect(told(back, id)).toEqual(['listed', 'offer 3', 'ice 2'])
  say({ ...ben, say: back.say }, id, answer(3))
  await ada.hears(describes('answer', 3))
  expect(told(ada, id)).toEqual(['create-offer 1', 'answer 2', 'answer 3'])
})

it('a browser that was away when another joined gets a request for its offer on its return, and the offer is carried', async () => {
  const ada = await enter(simulator, 'ada')
  ada.cut()
  await expect
    .poll(async () => (await simulator.control('GET', '/rooms/room')).body)
    .toMatchObject({ participants: [{ status: 'reconnecting' }] })
  const ben = await enter(simulator, 'ben')
  const back = await comeBack(simulator, ada)
  const [asked] = back.answer.peer_connections
  expect(asked).toMatchObject({ description: { type: 'create-offer', revision: 1 } })
  say({ ...ada, say: back.say }, asked?.id ?? '', offer(2))
  await ben.hears(describes('offer', 2))
})
