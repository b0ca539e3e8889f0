import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { tallied } from '../../src/metrics/tally.ts'
import { freePort } from '../../tools/free-port.ts'
import { project } from '../../tools/project.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'

/** The rules and the dashboard ask for what servers and workers really tell, and every alert has its place in the runbook. */
const docs = join(project.root, 'docs')
const read = (...path: readonly string[]) => readFileSync(join(docs, ...path), 'utf8')
const rule = z.object({
  record: z.string().optional(),
  alert: z.string().optional(),
  expr: z.string(),
  annotations: z.object({ runbook: z.string() }).optional(),
})
const rules = z
  .object({ groups: z.array(z.object({ rules: z.array(rule) })) })
  .parse(parse(read('monitoring', 'rules.yml')))
  .groups.flatMap((group) => group.rules)
const panels = z
  .object({ panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })) })
  .parse(JSON.parse(read('monitoring', 'dashboard.json'))).panels

const asked = [...rules.map(({ expr }) => expr), ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))]
const alerts = rules.filter(({ alert }) => alert !== undefined)

let centre: CallCentre
let text = ''
beforeAll(async () => {
  const port = await freePort()
  centre = await aCallCentre({ env: { SWEEP_SECONDS: '1', METRICS_PORT: String(port) } })
  const chat = await centre.chat()
  await chat.types('/video')
  await chat.saying('invited')
  const told = async () => {
    const urls = [`${centre.serverUrl}/metrics`, `http://127.0.0.1:${port}/metrics`]
    return (await Promise.all(urls.map(async (url) => (await fetch(url)).text()))).join('')
  }
  await until('the invite is counted', async () => (await told()).includes('escalate_invite_seconds_count 1'))
  await until('the census is taken', async () => (await told()).includes('escalate_live{'), { withinMs: 60_000 })
  text = await told()
})
afterAll(() => centre?.stop())

/** What needs a longer story to appear is counted from the timeline, under names that are on this list. */
const fromTimeline = new Set(Object.keys(tallied))
const familyOf = (name: string) => name.replace(/_(bucket|sum|count)$/, '')

it('every name in a rule or a panel is one that servers and workers tell', () => {
  const names = [...new Set(asked.flatMap((expr) => expr.match(/\bescalate_\w+/g) ?? []))]
  expect(names.length).toBeGreaterThan(15)
  const untold = names.filter((name) => !new RegExp(`^${name}[ {]`, 'm').test(text))
  expect(untold.filter((name) => !fromTimeline.has(name) && !fromTimeline.has(familyOf(name)))).toEqual([])
  // Most of them are there after one invite; a list of exceptions must not become the rule.
  expect(untold.length).toBeLessThan(names.length / 2)
})

it('every label that a rule or a panel picks or groups by is one that its series have', () => {
  for (const expr of asked) {
    const names = expr.match(/\bescalate_\w+/g) ?? []
    const lines = text.split('\n').filter((line) => names.some((name) => line.startsWith(`${name}{`)))
    if (names.length !== 1 || lines.length === 0) continue
    const grouped = (/ by \(([^)]*)\)/.exec(expr)?.[1] ?? '').split(',').map((label) => label.trim())
    const picked = [...expr.matchAll(/(\w+)(?:=~?|!=)"/g)].map(([, label = '']) => label)
    for (const label of [...grouped, ...picked].filter(Boolean)) expect(lines[0], expr).toContain(`${label}="`)
  }
})

it('every recorded name that is asked for is recorded', () => {
  const recorded = rules.map(({ record }) => record)
  for (const name of asked.flatMap((expr) => expr.match(/\bescalate:\w+(:\w+)*/g) ?? []))
    expect(recorded).toContain(name)
})

it('every alert leads to a part of the runbook that names it, and every alert the runbook names is one', () => {
  const parts = read('operations.md').split(/^### /m).slice(1)
  const slug = (title: string) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .trim()
      .replaceAll(' ', '-')
  for (const { alert = '', annotations } of alerts) {
    const [, anchor] = annotations?.runbook.split('docs/operations.md#') ?? []
    const part = parts.find((each) => slug(each.split('\n')[0] ?? '') === anchor)
    expect(part, `${alert}: ${anchor}`).toContain(`\`${alert}\``)
  }
  const named = [...parts.join('').matchAll(/`(Escalate[A-Z]\w+)`/g)].map(([, name]) => name)
  expect([...new Set(named)].sort()).toEqual(alerts.map(({ alert }) => alert).sort())
})
