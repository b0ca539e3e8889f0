import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { workerIdentity } from '../flex/identity.ts'
import { readAttributes } from '../taskrouter/attributes.ts'
import type { Worker } from '../taskrouter/model.ts'
import { issueFlexToken } from './issue-token.ts'

const overRoles = ['supervisor', 'admin']
const workdayMs = 8 * 3_600_000

/**
 * Stands for a contact centre's own sign-in: a button for each supervisor, which leads back to the given address with a
 * Flex token behind the `#`. Redirects to our own hosts only. Exists while the control door is open.
 */
export function signInRoutes(cloud: Cloud): Hono {
  const app = new Hono()
  const own = z
    .url({ protocol: /^https?$/ })
    .refine((text) => URL.canParse(text) && cloud.isOwnHost(new URL(text).hostname))
  const back = z.object({ return: own })
  app.get('/sign-in', (c) => {
    const given = back.safeParse(c.req.query())
    if (!given.success)
      return c.text('`?return=` must be an address on this machine or on a host of SIMULATOR_HOSTS.', 400)
    return page(c, supervisorsOf(cloud), given.data.return)
  })
  app.get('/sign-in/:sid', (c) => {
    const given = back.safeParse(c.req.query())
    const worker = supervisorsOf(cloud).find(({ sid }) => sid === c.req.param('sid'))
    if (!given.success || !worker) return c.text('Unknown supervisor, or no address to return to.', 400)
    const token = issueFlexToken(cloud, {
      identity: workerIdentity(worker),
      realmUserId: worker.friendlyName,
      roles: rolesOf(worker),
      workerSid: worker.sid,
      expiresAt: cloud.clock.now() + workdayMs,
    })
    const to = new URL(given.data.return)
    to.hash = new URLSearchParams({ token }).toString()
    c.header('cache-control', 'no-store')
    c.header('referrer-policy', 'no-referrer')
    return c.redirect(to.href, 303)
  })
  return app
}

function page(c: Context, people: readonly Worker[], to: string): Response | Promise<Response> {
  c.header('content-security-policy', "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'")
  c.header('cache-control', 'no-store')
  const buttons = people.map(
    (each) =>
      html`<p><a data-worker="${each.sid}" href="/sign-in/${each.sid}?return=${encodeURIComponent(to)}">${nameOf(each)}</a></p>`,
  )
  return c.html(
    html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title><link rel="stylesheet" href="/desk/base.css"></head><body><main><h1>Sign in as</h1>${buttons}</main></body></html>`,
  )
}

const supervisorsOf = (cloud: Cloud): readonly Worker[] =>
  [...cloud.taskrouter.workspaces.values()]
    .flatMap(({ workers }) => [...workers.values()])
    .filter((each) => rolesOf(each).some((role) => overRoles.includes(role)))

function rolesOf({ attributes }: Worker): readonly string[] {
  const roles = readAttributes(attributes)['roles']
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : []
}

function nameOf({ attributes, friendlyName }: Worker): string {
  const name = readAttributes(attributes)['full_name']
  return typeof name === 'string' ? name : friendlyName
}
