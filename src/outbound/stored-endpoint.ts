import { z } from 'zod'
import { Unreadable } from '../core/errors.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { createSeal, type Seal } from './seal.ts'

/** As it is kept in Redis: with its secrets sealed, or open by a version that did not seal them. */
const stored = z.union([endpoint, endpoint.omit({ secrets: true }).extend({ sealed: z.string() })])
const secrets = endpoint.shape.secrets

export type ReadEndpoint = {
  readonly one: Endpoint
  /** The same, sealed with the key of now; only where it was sealed with the one before. */
  readonly again?: string
  /** Its secrets cannot be read; whatever else is known of it can. */
  readonly problem?: Unreadable
}

/** Whose secrets they are, and where they are used: nobody can have events signed for an address of their own. */
const about = ({ id, url }: Pick<Endpoint, 'id' | 'url'>) => [id, url].join(' ')

export function createStoredEndpoint(linkSecrets: readonly string[]) {
  const seal: Seal = createSeal(linkSecrets, 'escalate outbound endpoint v1')
  const write = ({ secrets, ...one }: Endpoint): string =>
    JSON.stringify({ ...one, sealed: seal.seal(JSON.stringify(secrets), about(one)) })

  return {
    write,
    /** @throws what says that this is no endpoint */
    read(text: string): ReadEndpoint {
      const found = stored.parse(JSON.parse(text))
      if (!('sealed' in found)) return { one: found }
      const { sealed, ...rest } = found
      const opened = seal.open(sealed, about(rest))
      if (!opened) {
        const why = 'its secrets were sealed with another JOIN_LINK_SECRET: set that one second, or rotate the endpoint'
        return { one: { ...rest, secrets: [] }, problem: new Unreadable(why) }
      }
      const one = { ...rest, secrets: secrets.parse(JSON.parse(opened.text)) }
      return { one, ...(opened.isOld && { again: write(one) }) }
    },
  }
}
