import type { Config } from '../config.ts'
import type { OutboundRule } from './address-rule.ts'

/** The rule for addresses of receivers. Production may have receivers in its own network, but none without TLS. */
export const outboundRuleOf = ({ OUTBOUND_PRIVATE, NODE_ENV }: Config): OutboundRule => ({
  mayBePrivate: OUTBOUND_PRIVATE,
  mayBePlain: OUTBOUND_PRIVATE && NODE_ENV !== 'production',
})

/** The configured receivers, and the secrets that seal those in Redis. */
export const endpointTermsOf = ({ OUTBOUND_WEBHOOKS: configured = [], JOIN_LINK_SECRET, REDIS_PREFIX }: Config) => ({
  configured,
  linkSecrets: JOIN_LINK_SECRET,
  prefix: REDIS_PREFIX,
})
