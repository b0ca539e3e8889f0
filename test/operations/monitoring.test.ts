import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { freePort } from '../../tools/free-port.ts'
import { project } from '../../tools/project.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { live } from '../support/a-case.ts'
import { goodFigures } from '../support/some-figures.ts'

/** Rules and dashboard use the metrics that servers and workers have, and every alert is in the runbook. */
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
  centre = await aCallCentre({ env: { METRICS_PORT: String(port) } })
  const ending = await centre.chat()
  const { id, link } = await live(ending)
  await fetch(`${link}/measurements`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(goodFigures),
  })
  await ending.call(`/escalations/${id}/end`, {})
  await ending.saying('ended')
  const staying = await centre.chat()
  await staying.invited()
  await (await centre.chat({ workerSid: staying.workerSid })).start()
  const failing = await centre.chat()
  await centre.sim.fault({ kind: 'status', status: 400, code: 53119, product: 'video', method: 'POST', path: 'Rooms$' })
  await failing.types('/video')
  const told = async () => {
    const urls = [`${centre.serverUrl}/metrics`, `http://127.0.0.1:${port}/metrics`]
    return (await Promise.all(urls.map(async (url) => (await fetch(url)).text()))).join('')
  }
  const expected = [
    'escalate_invite_seconds_count 2',
    'escalate_teardown_seconds_count 1',
    'escalate_effects_failed_total{',
    'code="agent-busy"',
    'escalate_live{',
    'escalate_call_quality_count{',
  ]
  await until(
    'all of it is counted',
    async () => {
      text = await told()
      return expected.every((each) => text.includes(each))
    },
    { withinMs: 60_000 },
  )
})
afterAll(() => centre?.stop())

const isTold = (name: string) => new RegExp(`^${name}[ {]`, 'm').test(text)
const namesIn = (expr: string): readonly string[] => expr.match(/\bescalate_\w+/g) ?? []

it('every name in a rule or a panel is a metric after three videos', () => {
  const names = [...new Set(asked.flatMap(namesIn))]
  expect(names.length).toBeGreaterThan(15)
  expect(names.filter((name) => !isTold(name))).toEqual([])
})

it('every label in a rule or a panel is one of its series, where these have values', () => {
  const recorded = new Map(rules.map(({ record, expr }) => [record, expr]))
  let looked = 0
  for (const expr of asked.map((each) =>
    each.replace(/\bescalate:\w+(:\w+)*/g, (name) => `${recorded.get(name)} of ${name}`),
  )) {
    const grouped = [...expr.matchAll(/ by \(([^)]*)\)/g)].flatMap(([, list = '']) =>
      list.split(',').map((each) => each.trim()),
    )
    const picked = [...expr.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label = '']) => label)
    for (const name of namesIn(expr).filter(isTold)) {
      const [line = ''] = text.split('\n').filter((each) => /^\w+/.exec(each)?.[0] === name)
      for (const label of new Set([...grouped, ...picked])) expect(line, expr).toContain(`${label}="`)
      looked += 1
    }
  }
  expect(looked).toBeGreaterThan(asked.length / 2)
})

it('every recorded name in a rule or a panel is one that a rule records', () => {
  const recorded = rules.map(({ record }) => record)
  for (const name of asked.flatMap((expr) => expr.match(/\bescalate:\w+(:\w+)*/g) ?? []))
    expect(recorded).toContain(name)
})

it('every alert links to a part of the runbook that names it, and the runbook names no other alert', () => {
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
