import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asks, at, called, came, customerOf, says, tell, untilInvited } from './story.ts'

const told = (...events: Parameters<typeof tell>[0]) => tell([...untilInvited(), ...events])
const gated = (...events: Parameters<typeof tell>[0]) => tell([...untilInvited(), ...events], { hasWaitingRoom: true })
const stepAfter = (...events: Parameters<typeof tell>[0]) => customerOf(told(...events)).step

describe('a page that closes', () => {
  it('ends its own step: the customer has left', () => {
    expect(stepAfter(says('choosing', 20, 'phone'), says('left', 30, 'phone'))).toEqual({ step: 'left', at: at(30) })
  })

  it('without a step is nobody who left', () => {
    expect(stepAfter(says('left', 20, 'scanner'))).toBeUndefined()
    const before = told(says('choosing', 20, 'phone'))
    expect(tell([says('left', 30, 'scanner')], {}, before.state).state).toEqual(before.state)
  })

  it('leaves the other page’s step, with its time', () => {
    const two = [says('choosing', 20, 'phone'), says('opened', 25, 'tab')]
    expect(stepAfter(...two)).toMatchObject({ step: 'opened' })
    expect(stepAfter(...two, says('left', 30, 'tab'))).toEqual({ step: 'choosing', at: at(20) })
    expect(stepAfter(...two, says('left', 30, 'phone'))).toMatchObject({ step: 'opened' })
    expect(stepAfter(...two, says('left', 30, 'tab'), says('left', 31, 'phone'))).toMatchObject({ step: 'left' })
  })

  it('of a waiting customer ends the waiting, also where it reported no step', () => {
    expect(customerOf(gated(asks('customer', 20), says('left', 30, 'scanner'))).isWaiting).toBe(true)
    const gone = customerOf(gated(asks('customer', 20), says('left', 30, 'phone')))
    expect(gone).toMatchObject({ isWaiting: false, step: { step: 'left' } })
  })

  it('is not replaced by the page that lost its seat to another device', () => {
    const moved = [asks('customer', 19), says('joined', 20, 'phone'), came('customer', 21)]
    const laptop = { device: 'laptop', takesOver: true }
    const joined = [...moved, asks('customer', 30, laptop), says('joined', 31, 'laptop'), says('left', 40, 'laptop')]
    expect(stepAfter(...joined)).toMatchObject({ step: 'left' })
  })
})

describe('a page that is back', () => {
  it('has its step again, and not "left"', () => {
    const cut = [says('choosing', 20, 'phone'), says('left', 30, 'phone', { detail: 'connection' })]
    expect(stepAfter(...cut, says('choosing', 40, 'phone'))).toEqual({ step: 'choosing', at: at(40) })
  })

  it('changes nothing with a repeat', () => {
    const before = told(says('choosing', 20, 'phone'))
    expect(tell([says('choosing', 50, 'phone')], {}, before.state).state).toEqual(before.state)
  })
})

it('a record of an older release, without the page of a step, accepts the page that left', () => {
  const { state } = told(says('choosing', 20, 'phone'))
  if (state.video.phase === 'idle') throw new Error('There is a video')
  const old = { ...state, video: { ...state.video, customer: { ...state.video.customer, pages: [] } } }
  expect(customerOf(tell([says('left', 30, 'phone')], {}, old)).step).toMatchObject({ step: 'left' })
})

it('a new link begins without steps', () => {
  const customer = customerOf(told(says('choosing', 20, 'phone'), called('new', 30)))
  expect([customer.step, customer.pages]).toEqual([undefined, []])
})

it('in any order of opening and closing, the step is "left" exactly when every page with a step has closed', () => {
  const devices = ['a', 'b', 'c'] as const
  const events = fc.array(
    fc.record({ device: fc.constantFrom(...devices), step: fc.constantFrom('opened', 'choosing', 'blocked', 'left') }),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(events, (all) => {
      const open = new Set<string>()
      const spoke = new Set<string>()
      for (const { device, step } of all) {
        if (step === 'left') open.delete(device)
        else {
          open.add(device)
          spoke.add(device)
        }
      }
      const step = stepAfter(...all.map(({ device, step }, n) => says(step as 'opened', 20 + n, device)))?.step
      if (spoke.size === 0) expect(step).toBeUndefined()
      else expect(step === 'left').toBe(open.size === 0)
    }),
  )
})

it('of a hundred pages that stay open, six are kept', () => {
  const many = Array.from({ length: 100 }, (_, n) => says('opened', 20 + n, `tab-${n}`))
  expect(customerOf(told(...many)).pages.map(({ device }) => device)).toEqual(
    [94, 95, 96, 97, 98, 99].map((n) => `tab-${n}`),
  )
})
