import { hc } from 'hono/client'
import type { App } from '../../../webhooks/app.ts'
import { field } from '../flex/field.ts'
import { type ParticipantsView, readParticipants } from '../participants/read-participants.ts'
import { readTargets, type Targets } from '../state/read-targets.ts'
import { transferOfView } from '../state/read-transfer.ts'
import type { Transfer } from '../state/transfer.ts'
import { type AskOptions, ask } from './ask.ts'
import type { Answer } from './problem.ts'
import type { Session } from './session.ts'

export type Target = { readonly worker: string } | { readonly queue: string } | { readonly name: string }
export type TransferRequest = {
  readonly taskSid: string
  readonly target: Target
  readonly mode: 'cold' | 'warm'
  readonly note?: string
}

/** The agent's commands for transfers and participants. The server checks the agent's rights. */
export type TransferApi = {
  start(request: TransferRequest): Promise<Answer<Transfer>>
  targets(): Promise<Answer<Targets>>
  cancel(id: string): Promise<Answer<Transfer>>
  participants(taskSid: string): Promise<Answer<ParticipantsView>>
  remove(taskSid: string, participantSid: string): Promise<Answer<ParticipantsView>>
  leave(taskSid: string): Promise<Answer<true>>
}

export function createTransferApi(server: string, session: Session): TransferApi {
  const at = hc<App>(server).api.transfers
  const send = <T>(options: Omit<AskOptions<T>, 'session' | 'isRepeatable'>) =>
    // Repeatable: the server treats the same command twice as a double click.
    ask({ ...options, session, isRepeatable: true })
  const with_ = (token: string, signal: AbortSignal) => ({
    headers: { authorization: `Bearer ${token}` },
    init: { signal },
  })
  return {
    start: (json) => send({ ask: (...how) => at.$post({ json }, with_(...how)), read: transferOfView }),
    targets: () => send({ ask: (...how) => at.targets.$get({}, with_(...how)), read: readTargets }),
    cancel: (id) =>
      send({ ask: (...how) => at[':id'].cancel.$post({ param: { id } }, with_(...how)), read: transferOfView }),
    participants: (taskSid) =>
      send({ ask: (...how) => at.participants.$get({ query: { taskSid } }, with_(...how)), read: readParticipants }),
    remove: (taskSid, participantSid) =>
      send({
        ask: (...how) => at.participants.remove.$post({ json: { taskSid, participantSid } }, with_(...how)),
        read: readParticipants,
      }),
    leave: (taskSid) =>
      send({
        ask: (...how) => at.leave.$post({ json: { taskSid } }, with_(...how)),
        read: (body) => (field(body, 'left') === true ? true : undefined),
      }),
  }
}
