import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { project } from '../../tools/project.ts'

const folder = join(project.root, '..', 'shared', 'reference')

/**
 * Twilio's webhooks, recorded outside this repository. Tests that need them are skipped by name where they are absent.
 */
export const isReferenceThere = existsSync(join(folder, 'webhook-fixtures.json'))

const fixtures = z.object({
  fixtures: z.array(z.object({ name: z.string(), params: z.record(z.string(), z.string()) })),
})
const vector = z.object({ url: z.string(), body: z.string(), signature: z.string() })
const vectors = z.object({
  authToken: z.string(),
  vectors: z.object({
    A_conv: vector,
    B_video: vector,
    C_empty_value_and_dotted: vector,
    D_repeat: vector,
    F_ports: z.object({
      params: z.record(z.string(), z.string()),
      signedWithoutPort: z.string(),
      signedWith443: z.string(),
      signedWith8443: z.string(),
    }),
  }),
})

const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))

/** Recorded webhooks by name, such as `video/room-ended`. */
export const recordedWebhooks = () => fixtures.parse(read('webhook-fixtures.json')).fixtures
export const signatureVectors = () => vectors.parse(read('signature-vectors.json'))
