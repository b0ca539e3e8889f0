import type { Cloud } from '../../cloud/cloud.ts'
import { RestError } from '../../rest/rest-error.ts'
import { verifyVideoToken } from '../access-token.ts'
import { disconnectParticipant } from '../room-life.ts'
import { enterRoom } from './enter-room.ts'
import { browserMessage } from './messages.ts'
import { comeBack, findSession, takeUpdate } from './session.ts'
import type { Connection } from './state.ts'

/**
 * Handles a browser's message about its room. Always sends an answer or an error, because the SDK waits for ever once
 * it is connected. An error ends the room in the browser.
 */
export function receive(cloud: Cloud, connection: Connection, body: unknown): void {
  try {
    act(cloud, connection, body)
  } catch (error) {
    const { code, message } =
      error instanceof RestError ? error : { code: 53000, message: 'Signaling connection error' }
    if (!(error instanceof RestError)) cloud.journal.change('signalling.failure', '', { why: String(error) })
    connection.send({ type: 'error', code, message })
    connection.closeSoon()
  }
}

function act(cloud: Cloud, connection: Connection, body: unknown): void {
  const parsed = browserMessage.safeParse(body)
  if (!parsed.success) throw new RestError(400, 53004, 'Client sent an invalid signaling message')
  const { data: message } = parsed
  const { session } = connection
  switch (message.type) {
    case 'ice':
      verifyVideoToken(cloud.account, message.token, cloud.clock.now())
      connection.send({ type: 'iced', version: 1, ice_servers: cloud.turn.iceServers })
      break
    case 'connect':
      if (session !== undefined) throw new RestError(400, 53004, 'Client sent an invalid signaling message')
      enterRoom(cloud, connection, message)
      break
    case 'update':
      // Without a session the browser has already left the room, and has not noticed yet.
      if (session !== undefined) takeUpdate(cloud, session, message)
      break
    case 'sync':
      comeBack(cloud, connection, message)
      break
    case 'disconnect': {
      const leaving = session ?? findSession(cloud, message.session ?? '')
      if (leaving !== undefined) disconnectParticipant(cloud, leaving.room, leaving.participant, 'left')
    }
  }
}
