import * as React from 'react'
import type { App } from '../app.ts'
import type { TextKey } from '../texts/texts.ts'
import type { Participant } from './read-participants.ts'

export type ParticipantsListProps = {
  readonly app: App
  readonly participants: readonly Participant[]
  readonly isBusy: boolean
  readonly remove: (participantSid: string) => void
}

const kindTexts: Readonly<Record<Participant['kind'], TextKey>> = {
  agent: 'kindAgent',
  customer: 'kindCustomer',
  supervisor: 'kindSupervisor',
  other: 'kindOther',
}

/**
 * Everybody in the conversation. The server decides who may be removed; agents cannot remove themselves or a customer.
 */
export function ParticipantsList({ app: { say }, participants, isBusy, remove }: ParticipantsListProps) {
  return (
    <ul className="escalate-people" aria-label={say('people')}>
      {participants.map(({ participantSid, kind, name, isSelf, isRemovable }) => (
        <li key={participantSid} data-testid="escalate-person" data-kind={kind}>
          <span>
            <b>{name}</b> {isSelf ? say('kindSelf') : say(kindTexts[kind])}
          </span>
          <button
            type="button"
            disabled={isBusy || !isRemovable}
            aria-label={say('removeName', { name })}
            onClick={() => remove(participantSid)}
          >
            {say('remove')}
          </button>
        </li>
      ))}
    </ul>
  )
}
