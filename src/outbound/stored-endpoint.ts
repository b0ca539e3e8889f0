import { z } from 'zod'
import { Unreadable } from '../core/errors.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { createSeal, type Seal } from './seal.ts'

/** An endpoint in Redis: with sealed secrets, or with open secrets from a version that did not seal them. */
const stored = z.union([endpoint, endpoint.omit({ secrets: true }).extend({ sealed: z.string() })])
const secrets = endpoint.shape.secrets

export type ReadEndpoint = {
  readonly one: Endpoint
  /** The same text sealed with the current key, if it was sealed with the previous one. */
  readonly again?: string
  /** Set if the secrets cannot be read; the other fields can. */
  readonly problem?: Unreadable
}

/** Binds secrets to their endpoint and its address, so that nobody can have events signed for another address. */
const about = ({ id, url }: Pick<Endpoint, 'id' | 'url'>) => [id, url].join(' ')

export function createStoredEndpoint(linkSecrets: readonly string[]) {
  const seal: Seal = createSeal(linkSecrets, 'escalate outbound endpoint v1')
  const write = ({ secrets, ...one }: Endpoint): string =>
    JSON.stringify({ ...one, sealed: seal.seal(JSON.stringify(secrets), about(one)) })

  return {
    write,
    /** @throws if the text is no endpoint */
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
