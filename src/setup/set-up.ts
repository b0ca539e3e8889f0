import type { Sdk } from '../twilio/sdk.ts'
import { type Change, isSameThing, recorded } from './change.ts'
import type { Choice, Plan } from './part.ts'
import { performChange } from './perform.ts'
import { plan } from './plan.ts'
import { readAsIs, type Sids } from './read.ts'
import { planUndo } from './undo.ts'
import type { UndoFile } from './undo-file.ts'
import { type Wanted, workflowName } from './wanted.ts'

export type SetUp = ReturnType<typeof createSetUp>

/** The set-up of one account: read, plan, and then change what is planned. */
export function createSetUp(sdk: Sdk, places: Sids, file: UndoFile) {
  /** What was there is on file before anything is changed: after a crash in between it can still be put back. */
  async function change(each: Change): Promise<Change> {
    file.write(recorded(file.read(), each))
    const made = await performChange(sdk, places, each)
    file.write(recorded(file.read(), made))
    return made
  }

  async function putBack(each: Change): Promise<void> {
    await performChange(sdk, places, each)
    file.write(file.read().filter((known) => !isSameThing(known, each)))
  }

  return {
    plan: async (wanted: Wanted, choice: Choice): Promise<Plan> =>
      plan(await readAsIs(sdk, places, { sid: wanted.workflowSid, name: workflowName }), wanted, choice),
    /** All or nothing: with something in the way nothing is changed. @returns what was changed */
    async perform({ changes, refusals }: Plan): Promise<readonly Change[]> {
      const made: Change[] = []
      if (refusals.length === 0) for (const each of changes) made.push(await change(each))
      return made
    },

    async planUndo(): Promise<Plan> {
      const changes = file.read()
      const workflow = changes.find((each) => each.of === 'workflow')
      const sought = { sid: workflow?.sid, name: workflow?.name ?? workflowName }
      return planUndo(changes, await readAsIs(sdk, places, sought))
    },
    /** What somebody has changed since stays as it is, and on file; the rest is put back. @returns what was */
    async undo({ changes, refusals }: Plan): Promise<readonly Change[]> {
      for (const each of changes) await putBack(each)
      if (refusals.length === 0) file.write([])
      return changes
    },
    /** The workflow of transfers after a set-up, where there is one. */
    workflowSid: async (wanted: Wanted): Promise<string | undefined> =>
      wanted.hasTransfers
        ? (await readAsIs(sdk, places, { sid: wanted.workflowSid, name: workflowName })).workflow?.sid
        : undefined,
  }
}
