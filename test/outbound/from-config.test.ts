import { expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { outboundRulesOf } from '../../src/outbound/from-config.ts'
import { aProduction } from '../support/a-production.ts'
import { aConfig } from '../support/an-environment.ts'

const strict = { mayBePrivate: false, mayBePlain: false }
const open = { mayBePrivate: true, mayBePlain: true }

it.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000', 'http://escalate.localhost'])(
  'with PUBLIC_URL=%s every receiver may be at a private address and without TLS',
  (PUBLIC_URL) => expect(outboundRulesOf(aConfig({ PUBLIC_URL }))).toEqual({ configured: open, added: open }),
)

it.each([
  'https://flex.example.com',
  'https://127.0.0.1.example.com',
  'https://localhost.example.com',
  'http://10.0.0.1',
])('with PUBLIC_URL=%s only receivers in OUTBOUND_WEBHOOKS may', (PUBLIC_URL) =>
  expect(outboundRulesOf(aConfig({ PUBLIC_URL }))).toEqual({ configured: open, added: strict }),
)

it('no receiver gets anything without TLS in production', () => {
  const { configured, added } = outboundRulesOf(readConfig(aProduction({ PUBLIC_URL: 'https://localhost' })))
  expect([configured, added]).toEqual([
    { mayBePrivate: true, mayBePlain: false },
    { mayBePrivate: true, mayBePlain: false },
  ])
})
