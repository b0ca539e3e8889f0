import { expect, it } from 'vitest'
import { startProgram } from '../../tools/program.ts'
import { anEnvironment } from '../support/an-environment.ts'

const env = { ...anEnvironment({ PUBLIC_URL: 'https://x.example/base' }), TWILIO_API_URL: 'http://127.0.0.1:1' }
const sentence =
  'PUBLIC_URL is malformed: must have nothing behind the host: give Escalate a host of its own, e.g. https://escalate.example.com'

async function run(file: string) {
  const lines: string[] = []
  const program = startProgram(file, { file, env, heard: (line) => void lines.push(line) })
  return { code: await program.exited, stdout: lines.join('\n'), stderr: program.lastWords() }
}

it.each(['webhooks/main.ts', 'workers/main.ts'])(
  '%s exits 78 with one line on a PUBLIC_URL that has a path, and does not start',
  async (file) => {
    const { code, stdout, stderr } = await run(file)
    expect([code, stdout]).toEqual([78, ''])
    expect(stderr).toBe(`The environment is not usable: ${sentence}`)
  },
)

it('the set-up exits 78 and the doctor fails, with the same line', async () => {
  const [setUp, doctor] = await Promise.all([run('tools/twilio-setup.ts'), run('tools/doctor.ts')])
  expect(setUp.code).toBe(78)
  expect(setUp.stderr).toContain(sentence)
  expect(doctor.code).not.toBe(0)
  expect(doctor.stdout).toContain(`✗  environment: ${sentence}`)
})
