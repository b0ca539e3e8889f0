import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { date, none, paging, text, url } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { ok, type Route } from '../rest/route.ts'
import { accountRoute } from './account-route.ts'
import { conferenceBody } from './bodies.ts'
import { endConference } from './conference-life.ts'
import { requireConference } from './find.ts'
import { isWithin } from './is-within.ts'
import { listPage } from './list-page.ts'
import type { Conference } from './model.ts'

const listParameters = z.strictObject({
  FriendlyName: text.optional(),
  Status: z.enum(['init', 'in-progress', 'completed']).optional(),
  DateCreated: date.optional(),
  'DateCreated<': date.optional(),
  'DateCreated>': date.optional(),
  DateUpdated: date.optional(),
  'DateUpdated<': date.optional(),
  'DateUpdated>': date.optional(),
  ...paging(1000),
})

const updateParameters = z.strictObject({
  Status: z.literal('completed').optional(),
  AnnounceUrl: url.optional(),
  AnnounceMethod: z.enum(['GET', 'POST']).optional(),
})

/** …/Conferences (Twilio docs: "Conferences resource"). */
export const conferenceRoutes = (cloud: Cloud): readonly Route[] => [
  accountRoute(cloud, 'GET', '/Conferences.json', { params: listParameters }, (call) => {
    const { items, paging: where } = listPage(listConferences(cloud, call.params), call, 'conferences')
    return ok({ conferences: items.map((each) => conferenceBody(cloud, each)), ...where })
  }),
  accountRoute(cloud, 'GET', '/Conferences/:conference', { params: none }, ({ at }) =>
    ok(conferenceBody(cloud, requireConference(cloud, at.conference))),
  ),
  accountRoute(
    cloud,
    'POST',
    '/Conferences/:conference',
    { params: updateParameters, idle: ['AnnounceUrl', 'AnnounceMethod'] },
    ({ at, params }) => {
      const conference = requireConference(cloud, at.conference)
      if (conference.status === 'completed') throw invalid('Conference has already ended')
      if (params.Status !== undefined) endConference(cloud, conference, 'conference-ended-via-api', null)
      return ok(conferenceBody(cloud, conference))
    },
  ),
]

/** Newest first. A date without an operator matches that day. */
function listConferences(cloud: Cloud, params: z.output<typeof listParameters>): Conference[] {
  return [...cloud.voice.conferences.values()]
    .filter(
      ({ friendlyName, status, createdAt, updatedAt }) =>
        (params.FriendlyName ?? friendlyName) === friendlyName &&
        (params.Status ?? status) === status &&
        isWithin(createdAt, params.DateCreated, params['DateCreated<'], params['DateCreated>']) &&
        isWithin(updatedAt, params.DateUpdated, params['DateUpdated<'], params['DateUpdated>']),
    )
    .reverse()
}
