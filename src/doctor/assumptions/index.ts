import { type Parties, stoppedIsMissing, takenNameIsSaid } from './call.ts'
import { contactUriIsIdentity, invitesShowAttributes } from './chat.ts'
import type { Assumption } from './look.ts'
import { readsCatchUp } from './reads.ts'
import { changedIsRerouted, eventsSayMore, refusedAre400, versionIsEtag } from './tasks.ts'

const needsCall = 'needs a call: add --from and --to, a number of the account and one that is answered'

/** All assumptions of docs/assumptions.md. @param parties of a test call; without them no call is made */
export const assumptions = (parties?: Parties): readonly Assumption[] => [
  { id: 'task-version-is-etag', look: versionIsEtag },
  { id: 'events-say-more', look: eventsSayMore },
  { id: 'changed-task-is-rerouted', look: changedIsRerouted },
  { id: 'refused-attributes-are-400', look: refusedAre400 },
  { id: 'reads-catch-up', look: readsCatchUp },
  { id: 'invites-show-attributes', look: invitesShowAttributes },
  { id: 'contact-uri-is-identity', look: contactUriIsIdentity },
  {
    id: 'taken-stream-name-is-said',
    ...(parties ? { look: takenNameIsSaid(parties) } : { unseen: needsCall }),
  },
  {
    id: 'stopped-stream-is-missing',
    ...(parties ? { look: stoppedIsMissing(parties) } : { unseen: needsCall }),
  },
  { id: 'conference-bears-task', unseen: 'needs a call that an agent takes in Flex' },
  { id: 'client-identity-is-vouched', unseen: 'needs somebody who is signed in to a chat and lies' },
  { id: 'callbacks-in-order-once', unseen: 'no look can prove an order' },
  { id: 'older-connection-leaves', unseen: 'needs two browsers' },
  { id: 'receipts-are-reported', unseen: 'needs a phone' },
]
