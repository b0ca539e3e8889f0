import type { Config } from '../config.ts'
import type { OutboundRule } from './address-rule.ts'

/** Where events may go. Production may have receivers in its own network, and none without TLS. */
export const outboundRuleOf = ({ OUTBOUND_PRIVATE, NODE_ENV }: Config): OutboundRule => ({
  mayBePrivate: OUTBOUND_PRIVATE,
  mayBePlain: OUTBOUND_PRIVATE && NODE_ENV !== 'production',
})

/** Which receivers of events there are, and what the secrets of those in Redis are sealed with. */
export const endpointTermsOf = ({ OUTBOUND_WEBHOOKS: configured = [], JOIN_LINK_SECRET, REDIS_PREFIX }: Config) => ({
  configured,
  linkSecrets: JOIN_LINK_SECRET,
  prefix: REDIS_PREFIX,
})
