import { expect, it } from 'vitest'
import { addWitness } from '../../support/witnesses.ts'

let began = 0
addWitness({
  begin: async () => {
    began += 1
  },
  tell: async () => `Story of test ${began}:\n  room.created RM1`,
})
addWitness({ tell: () => Promise.reject(new Error('killed on purpose')) })

it('passes', () => expect(1).toBe(1))
it('fails', () => expect(1).toBe(2))
