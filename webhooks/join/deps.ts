import type { Log } from '../../src/log.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import type { Escalations } from '../escalations.ts'
import type { Streams } from '../event-stream.ts'
import type { SeatSettings } from './minted-seat.ts'
import type { JoinPage } from './page.ts'
import type { DevicesAtStart, Start } from './page-state.ts'

/** What the join page's routes need. */
export type JoinDeps = {
  readonly escalations: Escalations
  readonly streams: Streams
  readonly twilio: Pick<Twilio, 'iceServers'>
  readonly publicUrl: string
  readonly linkSecrets: readonly string[]
  readonly linkTtlMs: number
  readonly mayRecord: boolean
  readonly roomMaxMs: number
  readonly seat: SeatSettings
  readonly flexOrigins: readonly string[]
  readonly trustedProxies: number
  /** The built page, and the contact centre's look. */
  readonly page: JoinPage
  readonly brand: Start['brand']
  readonly devicesAtStart: DevicesAtStart
  /** Path of the logo's file. */
  readonly logo: string | undefined
  readonly log: Log
}
