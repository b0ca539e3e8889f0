import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { known, lateKey, like } from '../../flex-plugin/src/notifications/problem-text.ts'
import { late } from '../../flex-plugin/texts/en.json'
import { refusals } from '../../join-page/src/room/refusal-words.ts'
import supervisor from '../../supervisor-page/texts/en.json'

const root = join(import.meta.dirname, '..', '..')
/** Every code in the sources of a folder, in one of the three ways to refuse. */
function codesIn(...folders: readonly string[]): readonly string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  )
  const said = /(?:\bcode: |Refused\(\s*\d+,\s*|\bno\(\s*)'([a-z]+(?:-[a-z]+)*)'/g
  return [...new Set(files.flatMap((text) => [...text.matchAll(said)].map(([, code = '']) => code)))].sort()
}

/** For programs that call the API or post webhooks, or for a program's fault: the user reads that it did not work. */
const forPrograms = [
  'bad-request',
  'bad-signature',
  'broken-off',
  'call-over',
  'already-over',
  'configured',
  'custom',
  'foreign-account',
  'foreign-origin',
  'internal',
  'invalid',
  'no-pass',
  'not-a-form',
  'not-found',
  'not-json',
  'post-only',
  'private-address',
  'read-only',
  'still-busy',
  'stream-lost',
  'streams-off',
  'too-large',
  'too-many-event-streams',
  'unknown-call',
  'unknown-conversation',
  'unknown-endpoint',
  'unknown-stream',
]
/** The join page turns these into a screen of its own (join-page/src/journey). */
const screens = [
  'agent-not-here',
  'already-rated',
  'consent-needed',
  'nobody-in-call',
  'nobody-there',
  'removed',
  'revoked',
  'room-not-ready',
  'seat-taken',
  'unknown-link',
]

const isSaidByThePlugin = (code: string) =>
  code === 'agent-busy' || code in known || lateKey(like[code] ?? code) in late
const isSaidByTheSupervisorsPage = (code: string) => `refused.${code}` in supervisor

describe('a refusal', () => {
  it('of every rule and route has a text of its own in a client, or is on the list of those that no user reads', () => {
    const codes = codesIn('src/features', 'webhooks')
    expect(codes.length).toBeGreaterThan(50)
    const others = [...forPrograms, ...screens]
    expect(
      codes.filter((code) => !isSaidByThePlugin(code) && !isSaidByTheSupervisorsPage(code) && !others.includes(code)),
    ).toEqual([])
    expect(others.filter((code) => !codes.includes(code))).toEqual([])
  })

  it('of the supervisor API has a text on the supervisor page', () => {
    const codes = codesIn('webhooks/supervisor').filter((code) => !forPrograms.includes(code))
    expect(codes.filter((code) => !isSaidByTheSupervisorsPage(code))).toEqual([])
  })

  it('of a command in the agent’s frame has a text there', () => {
    const commands = [
      'no-consent',
      'not-allowed',
      'not-here',
      'not-your-task',
      'no-video',
      'ended',
      'agent-busy',
      'handed-over',
    ]
    expect(commands.filter((code) => !(code in refusals))).toEqual([])
  })
})
