import { expect, it } from 'vitest'
import { StoreTrouble } from '../../src/core/errors.ts'
import type { Fact } from '../../src/core/facts.ts'
import type { Handled } from '../../src/engine/handle.ts'
import { withinReason } from '../../webhooks/deeds.ts'
import { conversationSid } from '../support/an-assignment.ts'

const told: Fact = {
  type: 'connection.changed',
  id: 'told',
  key: conversationSid,
  at: 1,
  escalationId: 'esc',
  identity: 'customer-1',
  role: 'customer',
  isWeak: true,
}
const written: Handled = { state: {}, effects: [], isUnchanged: false }
const unchanged: Handled = { state: {}, effects: [], isUnchanged: true }

it('the 121st change of an identity within an hour is refused (429), and another identity’s is not', async () => {
  let now = 0
  const act = withinReason(
    async () => written,
    () => now,
  )
  for (let n = 0; n < 120; n++) await act(told)
  await expect(act(told)).rejects.toMatchObject({ status: 429 })
  await expect(act({ ...told, identity: 'customer-2' })).resolves.toBe(written)
  now += 3_600_000
  await expect(act(told)).resolves.toBe(written)
})

it('requests without a change, or refused by Redis, do not count', async () => {
  let answer: () => Promise<Handled> = async () => unchanged
  const act = withinReason(() => answer())
  for (let n = 0; n < 200; n++) await act(told)
  answer = () => Promise.reject(new StoreTrouble('Redis is away', { reason: 'away' }))
  for (let n = 0; n < 200; n++) await expect(act(told)).rejects.toThrow('Redis is away')
  answer = async () => written
  await expect(act(told)).resolves.toBe(written)
})
