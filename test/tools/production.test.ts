import { expect, it } from 'vitest'
import { startProgram } from '../../tools/program.ts'
import { credentials } from '../../tools/stack.ts'

const env = {
  ...credentials,
  NODE_ENV: 'production',
  PUBLIC_URL: 'http://escalate.example.com',
  REDIS_URL: 'redis://127.0.0.1:1',
  TWILIO_API_URL: 'http://127.0.0.1:1',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
  STREAM_PARAMETER_SECRET: credentials.JOIN_LINK_SECRET,
}

it.each(['webhooks/main.ts', 'workers/main.ts'])(
  '%s in production exits 78 and names every setting that is not strict, without a value',
  async (file) => {
    const program = startProgram(file, { file, env })
    expect(await program.exited).toBe(78)
    const said = program.lastWords()
    for (const name of ['PUBLIC_URL', 'TWILIO_API_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT'])
      expect(said).toContain(`- ${name} is malformed: production takes https:// only`)
    for (const name of ['TWILIO_AUTH_TOKEN', 'TWILIO_API_KEY_SECRET', 'JOIN_LINK_SECRET'])
      expect(said).toContain(`- ${name} is malformed: it is a sample, not a secret`)
    expect(said).toContain('- STREAM_PARAMETER_SECRET is malformed: it is the same as JOIN_LINK_SECRET')
    expect(said).not.toMatch(/simulated|0123456789|collector|example\.com/)
  },
)
