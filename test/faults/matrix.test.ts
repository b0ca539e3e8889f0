import { expect, it } from 'vitest'
import { faults } from './matrix/faults.ts'
import { play } from './matrix/play.ts'

// The short form of `npm run test:faults`: the faults that no other file here plays, for six seconds each.
const elsewhere = ['silent both ways', 'full', 'demoted', 'restarted empty']

it.concurrent.each(faults.filter(({ name }) => !elsewhere.includes(name)))(
  '$name: six conversations at six stages get one room, one invite, and an end; nothing acknowledged is lost',
  async (fault) => {
    const { wrong } = await play(fault, 6_000)
    expect(Object.entries(wrong).filter(([, problems]) => problems.length > 0)).toEqual([])
  },
)
