import type { Exposed } from './exposed.ts'

/** `owner`: who knows the secret. One receiver may use one secret for several endpoints. */
type Secret = { readonly name: string; readonly value: string; readonly owner: string }

/** Finds secrets that are public, and secrets that two owners share: each owner could pass for the other. */
export function weakSecrets(settings: Exposed): readonly string[] {
  const all = secretsIn(settings)
  return all.flatMap(({ name, value, owner }, n) => {
    const same = all.slice(0, n).find((each) => each.value === value && each.owner !== owner)
    return [
      ...(isSample(value) ? [`${name} is malformed: it is a sample, not a secret`] : []),
      ...(same ? [`${name} is malformed: it is the same as ${same.name}`] : []),
    ]
  })
}

function secretsIn({ OUTBOUND_WEBHOOKS = [], ...settings }: Exposed): readonly Secret[] {
  const named = (name: string, values: readonly string[] | undefined, owner?: string): readonly Secret[] =>
    (values ?? []).map((value, n) => {
      const full = values?.length === 1 ? name : `${name}.${n}`
      return { name: full, value, owner: owner ?? full }
    })
  const one = (value: string | undefined) => (value === undefined ? [] : [value])
  return [
    ...named('TWILIO_AUTH_TOKEN', settings.TWILIO_AUTH_TOKEN),
    ...named('TWILIO_API_KEY_SECRET', one(settings.TWILIO_API_KEY_SECRET)),
    ...named('JOIN_LINK_SECRET', settings.JOIN_LINK_SECRET),
    ...named('STREAM_PARAMETER_SECRET', one(settings.STREAM_PARAMETER_SECRET)),
    ...OUTBOUND_WEBHOOKS.flatMap(({ url, secrets }, n) =>
      named(`OUTBOUND_WEBHOOKS.${n}.secrets`, secrets, new URL(url).origin),
    ),
  ]
}

const sampleWords = /simulated|not-real|has-no-secret|of-these-tests|example|sample|change-?me|0123456789/i

/**
 * Whether a secret comes from this repository's samples or was typed by hand: it contains a telling word, or hardly
 * varies. No random secret has so few different characters, or one of these words.
 */
export function isSample(secret: string): boolean {
  const [, base64 = ''] = /^whsec_(.+)$/.exec(secret) ?? []
  const texts = [secret, Buffer.from(base64, 'base64').toString('latin1')]
  return texts.some((text) => text !== '' && (sampleWords.test(text) || new Set(text).size < 8))
}
