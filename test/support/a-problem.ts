import { z } from 'zod'
import { apiKeySecret, authToken, linkSecret } from './an-environment.ts'

const problem = z.strictObject({
  code: z.string().min(1),
  message: z.string().min(1),
  retryable: z.boolean(),
  taskSid: z.string().optional(),
  name: z.string().optional(),
  found: z.array(z.string()).optional(),
})

const secrets = [authToken, apiKeySecret, linkSecret, 'node_modules', '/j/', 'eyJ', '    at ']

/** Reads a refusal: it has exactly the fields of the contract, and nothing that helps an attacker. */
export async function problemIn(answer: Response) {
  const text = await answer.text()
  for (const secret of secrets) {
    if (text.includes(secret)) throw new Error(`The answer gives away ${secret.trim()}`)
  }
  if (answer.status < 400) throw new Error(`Not a problem: ${answer.status}`)
  return { status: answer.status, ...problem.parse(JSON.parse(text)) }
}
