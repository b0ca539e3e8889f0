import { access } from './list/access.ts'
import { ends } from './list/ends.ts'
import { invites } from './list/invites.ts'
import { outside } from './list/outside.ts'
import { pages } from './list/pages.ts'
import { requests } from './list/requests.ts'
import { saving } from './list/saving.ts'
import { transfers } from './list/transfers.ts'
import { twilio } from './list/twilio.ts'
import type { Area, Mutation } from './mutation.ts'

/** All mutations, by area. docs/mutations.md is generated from them. */
export const areas: readonly Area[] = [saving, invites, ends, access, twilio, transfers, requests, pages, outside]

export const allMutations: readonly Mutation[] = areas.flatMap(({ mutations }) => mutations)
