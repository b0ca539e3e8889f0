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

/** The set-up of one account: reads it, plans changes, and makes them. */
export function createSetUp(sdk: Sdk, sids: Sids, file: UndoFile) {
  /** Writes the earlier value to the file before the change, so that a crash in between loses nothing. */
  async function change(each: Change): Promise<Change> {
    file.write(recorded(file.read(), each))
    const made = await performChange(sdk, sids, each)
    file.write(recorded(file.read(), made))
    return made
  }

  async function putBack(each: Change): Promise<void> {
    await performChange(sdk, sids, each)
    file.write(file.read().filter((known) => !isSameThing(known, each)))
  }

  return {
    plan: async (wanted: Wanted, choice: Choice): Promise<Plan> =>
      plan(await readAsIs(sdk, sids, { sid: wanted.workflowSid, name: workflowName }), wanted, choice),
    /** Makes all changes, or none if the plan has refusals. @returns the changes that were made */
    async perform({ changes, refusals }: Plan): Promise<readonly Change[]> {
      const made: Change[] = []
      if (refusals.length === 0) for (const each of changes) made.push(await change(each))
      return made
    },

    async planUndo(): Promise<Plan> {
      const changes = file.read()
      const workflow = changes.find((each) => each.of === 'workflow')
      const sought = { sid: workflow?.sid, name: workflow?.name ?? workflowName }
      return planUndo(changes, await readAsIs(sdk, sids, sought))
    },
    /** Restores values. Those that somebody has changed since stay, also in the file. @returns the restored ones */
    async undo({ changes, refusals }: Plan): Promise<readonly Change[]> {
      for (const each of changes) await putBack(each)
      if (refusals.length === 0) file.write([])
      return changes
    },
    /** The transfer workflow after the set-up, if there is one. */
    workflowSid: async (wanted: Wanted): Promise<string | undefined> =>
      wanted.hasTransfers
        ? (await readAsIs(sdk, sids, { sid: wanted.workflowSid, name: workflowName })).workflow?.sid
        : undefined,
  }
}
