import { readFileSync } from 'node:fs'
import type { Context } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import { workerIdentity } from '../flex/identity.ts'
import { readAttributes } from '../taskrouter/attributes.ts'
import type { Worker } from '../taskrouter/model.ts'
import { openSession } from './session.ts'

const page = readFileSync(new URL('page/index.html', import.meta.url), 'utf-8')

const workdaySeconds = 8 * 3600

/**
 * Serves Flex UI, signed in as the worker that `?worker=` names, or as the first worker. `ttl` is the token's life in
 * seconds.
 */
export function flexPage(cloud: Cloud, c: Context): Response {
  if (cloud.flexUi.shellFile === null)
    return c.text('There is no Flex UI here: start the simulator with SIMULATOR_FLEX_SHELL', 404)
  const worker = findWorker(cloud, c.req.query('worker'))
  if (worker === undefined) return c.text('There is no such worker: seed workers first', 404)
  const session = openSession(cloud, {
    identity: workerIdentity(worker),
    realmUserId: worker.friendlyName,
    roles: rolesOf(worker),
    workerSid: worker.sid,
    expiresAt: cloud.clock.now() + Number(c.req.query('ttl') ?? workdaySeconds) * 1000,
  })
  c.header('cache-control', 'no-store')
  // A worker's text must not end the script element.
  const json = JSON.stringify(session).replaceAll('<', '\\u003c')
  return c.html(page.replace('"SESSION"', () => json))
}

function findWorker(cloud: Cloud, name: string | undefined): Worker | undefined {
  const workers = [...cloud.taskrouter.workspaces.values()].flatMap((each) => [...each.workers.values()])
  if (name === undefined) return workers[0]
  return workers.find((each) =>
    [each.sid, each.friendlyName, readAttributes(each.attributes)['full_name']].includes(name),
  )
}

function rolesOf(worker: Worker): readonly string[] {
  const roles = readAttributes(worker.attributes)['roles']
  return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : ['agent']
}
