import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { type AwakeSide, stayAwake } from '../../join-page/src/call/stay-awake.ts'
import type { Screen } from '../../join-page/src/journey/model.ts'
import { settled } from './a-call.ts'

/** A page on a phone; `held` are the locks that keep it awake now. */
function aPhone({ isRefusing = false } = {}) {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const locks: { released: boolean; release(): Promise<void> }[] = []
  let asked = 0
  const request = async () => {
    asked++
    if (isRefusing) throw new DOMException('', 'NotAllowedError')
    const lock = {
      released: false,
      async release() {
        lock.released = true
      },
    }
    locks.push(lock)
    return lock
  }
  const journey = signal<{ readonly screen: Screen }>({ screen: { is: 'choose' } })
  const side: AwakeSide = { locks: { request }, page }
  return {
    side,
    journey,
    asked: () => asked,
    held: () => locks.filter(({ released }) => !released).length,
    async shows(screen: Screen) {
      journey.value = { screen }
      await settled()
    },
    /** A browser releases the locks of a hidden page. */
    async is(visibilityState: DocumentVisibilityState) {
      page.visibilityState = visibilityState
      if (visibilityState === 'hidden') for (const lock of locks) lock.released = true
      page.dispatchEvent(new Event('visibilitychange'))
      await settled()
    },
  }
}

it('one lock keeps the screen on from the waiting room to the end of the call, and is released', async () => {
  const phone = aPhone()
  stayAwake(phone.journey, phone.side)
  expect(phone.held()).toBe(0)
  await phone.shows({ is: 'waiting', since: 0 })
  expect(phone.held()).toBe(1)
  await phone.shows({ is: 'joining' })
  await phone.shows({ is: 'room' })
  expect([phone.held(), phone.asked()]).toEqual([1, 1])
  await phone.shows({ is: 'left' })
  expect(phone.held()).toBe(0)
})

it('the lock is requested again when the page is visible again, and not while it is hidden or after the end', async () => {
  const phone = aPhone()
  stayAwake(phone.journey, phone.side)
  await phone.shows({ is: 'room' })
  await phone.is('hidden')
  await phone.shows({ is: 'joining' })
  expect([phone.held(), phone.asked()]).toEqual([0, 1])
  await phone.is('visible')
  expect([phone.held(), phone.asked()]).toEqual([1, 2])
  await phone.shows({ is: 'dead', why: 'ended' })
  await phone.is('hidden')
  await phone.is('visible')
  expect([phone.held(), phone.asked()]).toEqual([0, 2])
})

it('a lock that arrives after the call is released', async () => {
  const phone = aPhone()
  stayAwake(phone.journey, phone.side)
  phone.journey.value = { screen: { is: 'room' } }
  phone.journey.value = { screen: { is: 'left' } }
  await settled()
  expect([phone.held(), phone.asked()]).toEqual([0, 1])
})

it.each([
  ['has no such lock', undefined],
  ['refuses it', aPhone({ isRefusing: true }).side.locks],
])('nothing happens where the browser %s', async (_, locks) => {
  const phone = aPhone()
  stayAwake(phone.journey, { ...phone.side, locks })
  await phone.shows({ is: 'room' })
  await phone.shows({ is: 'left' })
  expect(phone.held()).toBe(0)
})
