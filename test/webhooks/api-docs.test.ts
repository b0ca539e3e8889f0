import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { anApp } from '../support/an-app.ts'

const read = (name: string) => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

/** `GET /api/escalations?taskSid=…` in a table is the route `GET /api/escalations`. */
const routesIn = (page: string) =>
  [...page.matchAll(/^\| `(GET|POST|PUT|DELETE) (\/api\/[^`? ]+)/gm)].map(([, method, path]) => `${method} ${path}`)

describe('the documents of the API', () => {
  it('name every existing route, and no other', async () => {
    const { app } = anApp()
    const there = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path.replace(/\/$/, '')}`)
    const told = [...routesIn(await read('api.md')), ...routesIn(await read('webhooks.md'))]
    expect([...new Set(told)].sort()).toEqual([...new Set(there)].sort())
  })
})
