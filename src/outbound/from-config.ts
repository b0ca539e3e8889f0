import type { Config } from '../config.ts'
import type { OutboundRule } from './address-rule.ts'

/** Where events may go. Production has no receiver without TLS. */
type OutboundRules = {
  /** For the receivers that the operator names. */
  readonly configured: OutboundRule
  /** For those that are added over the API: whoever adds one must not reach into the network behind the server. */
  readonly added: OutboundRule
}

export function outboundRulesOf({ PUBLIC_URL, NODE_ENV }: Config): OutboundRules {
  const isTrial = isThisMachine(new URL(PUBLIC_URL).hostname)
  const isProduction = NODE_ENV === 'production'
  return {
    configured: { mayBePrivate: true, mayBePlain: !isProduction },
    added: { mayBePrivate: isTrial, mayBePlain: isTrial && !isProduction },
  }
}

/** A server that has such an address is on trial: nobody else reaches it. */
const isThisMachine = (hostname: string) => /^(127\.0\.0\.1|\[::1\]|(.+\.)?localhost)$/.test(hostname)

/** The configured receivers, and the secrets that seal those in Redis. */
export const endpointTermsOf = ({ OUTBOUND_WEBHOOKS: configured = [], JOIN_LINK_SECRET, REDIS_PREFIX }: Config) => ({
  configured,
  linkSecrets: JOIN_LINK_SECRET,
  prefix: REDIS_PREFIX,
})
