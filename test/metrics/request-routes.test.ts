import { expect, it } from 'vitest'
import { routesOf } from '../../webhooks/node/request-routes.ts'
import { anApp } from '../support/an-app.ts'

const routeOf = routesOf(anApp().app.routes)

it.each([
  ['/webhooks/video', '/webhooks/video'],
  ['/metrics?x=1', '/metrics'],
  ['/api/escalations', '/api/escalations'],
  ['/api/escalations?taskSid=WT1', '/api/escalations'],
  ['/api/escalations/esc-1-2', '/api/escalations/:id'],
  ['/api/escalations/esc-1-2/end', '/api/escalations/:id/end'],
  ['/api/escalations/events', '/api/escalations/events'],
  ['/api/escalations/state', '/api/escalations/state'],
  ['/j/', '/j'],
  ['/j/abc.def', '/j/:token'],
  ['/j/abc.def/events?from=page', '/j/:token/events'],
  ['/j/assets/index-1.js', '/j/assets/*'],
  ['/j/agent', '/j/agent'],
  ['/', 'other'],
  ['/wp-login.php', 'other'],
  ['/api/escalations/a/b/c/d', 'other'],
  [undefined, 'other'],
])('the route of %s is %s', (url, route) => {
  expect(routeOf(url)).toBe(route)
})
