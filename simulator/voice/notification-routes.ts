import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { date, integer, none, paging } from '../rest/parameters.ts'
import { notFound } from '../rest/rest-error.ts'
import { ok, type Route } from '../rest/route.ts'
import { accountRoute } from './account-route.ts'
import { requireCall } from './find.ts'
import { listPage } from './list-page.ts'
import { notificationBody } from './notifications.ts'

const day = 86_400_000

const listParameters = z.strictObject({
  Log: integer(0, 1).optional(),
  MessageDate: date.optional(),
  'MessageDate<': date.optional(),
  'MessageDate>': date.optional(),
  ...paging(1000),
})

/** …/Calls/{call}/Notifications (Twilio docs: "Notifications"): the debugger's messages about one call. */
export const notificationRoutes = (cloud: Cloud): readonly Route[] => [
  accountRoute(cloud, 'GET', '/Calls/:call/Notifications.json', { params: listParameters }, (call) => {
    const { Log: log, MessageDate: on, 'MessageDate<': until, 'MessageDate>': from } = call.params
    const found = requireCall(cloud, call.at.call).notifications.filter(
      ({ level, at }) =>
        (log === undefined || log === (level === 'error' ? 0 : 1)) &&
        (on === undefined || (at >= on && at < on + day)) &&
        at <= (until ?? at) &&
        at >= (from ?? at),
    )
    const { items, paging: where } = listPage(found, call, 'notifications')
    return ok({ notifications: items.map((each) => notificationBody(cloud, each)), ...where })
  }),
  accountRoute(cloud, 'GET', '/Calls/:call/Notifications/:notification', { params: none }, ({ at, path }) => {
    const found = requireCall(cloud, at.call).notifications.find(({ sid }) => sid === at.notification)
    if (found === undefined) throw notFound(path)
    const unseen = { request_variables: '', response_headers: '', response_body: '' }
    return ok({ ...notificationBody(cloud, found), ...unseen })
  }),
]
