import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from '../simulator/running-simulator.ts'
import { driveEveryOperation, type Verdict } from './every-operation.ts'
import { tryEveryParameter } from './every-parameter.ts'
import { haveOpenApi, openApi } from './openapi.ts'

let simulator: RunningSimulator
let verdicts: readonly Verdict[] = []
const named = (how: Verdict['how']) => verdicts.filter((each) => each.how === how).map(({ name }) => name)

describe.skipIf(!haveOpenApi)(
  "every operation of Twilio's OpenAPI, called once (skipped without ../shared/oai)",
  () => {
    beforeAll(async () => {
      simulator = await startSimulator()
      verdicts = await driveEveryOperation(simulator, openApi())
    })
    afterAll(() => simulator.stop())

    it('is answered as described, or refused with 501', () => {
      expect(verdicts.filter(({ how }) => how === 'wrong')).toEqual([])
    })

    it('is refused only for SIPREC', () => {
      expect(named('refused')).toEqual(['POST api/Calls/{}/Siprec', 'POST api/Calls/{}/Siprec/{}'])
    })

    it('accepts every parameter of the documents, and no other', async () => {
      const { known, unknown, credulous } = await tryEveryParameter(simulator, openApi())
      expect(known).toBeGreaterThan(1_000)
      expect(unknown).toEqual([])
      expect(credulous).toEqual(['POST api/Calls/{}/Siprec', 'POST api/Calls/{}/Siprec/{}'])
    })

    it('has an address that the simulator knows', async () => {
      const { body } = await simulator.control('GET', '/journal?after=0')
      const entries = body['entries'] as readonly { kind: string }[]
      expect(entries.filter(({ kind }) => kind === 'unexpected')).toEqual([])
    })
  },
)
