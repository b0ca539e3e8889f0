import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { date, none, paging } from '../rest/parameters.ts'
import { deleted, ok, type Route } from '../rest/route.ts'
import { accountRoute } from './account-route.ts'
import {
  changeConferenceRecording,
  conferenceRecordingBody,
  requireConferenceRecording,
} from './conference-recordings.ts'
import { requireConference } from './find.ts'
import { isWithin } from './is-within.ts'
import { listPage } from './list-page.ts'

const listParameters = z.strictObject({
  DateCreated: date.optional(),
  'DateCreated<': date.optional(),
  'DateCreated>': date.optional(),
  ...paging(1000),
})

const updateParameters = z.strictObject({
  Status: z.enum(['in-progress', 'paused', 'stopped']),
  PauseBehavior: z.enum(['skip', 'silence']).optional(),
})

const one = '/Conferences/:conference/Recordings/:recording' as const

/** …/Conferences/{conference}/Recordings (Twilio docs: "Conference Recordings subresource"). */
export const recordingRoutes = (cloud: Cloud): readonly Route[] => [
  accountRoute(cloud, 'GET', '/Conferences/:conference/Recordings.json', { params: listParameters }, (call) => {
    const conference = requireConference(cloud, call.at.conference)
    const { DateCreated: on, 'DateCreated<': until, 'DateCreated>': from } = call.params
    const found = [...conference.recordings.values()].filter((each) => isWithin(each.startedAt, on, until, from))
    const { items, paging: where } = listPage(found, call, 'recordings')
    return ok({ recordings: items.map((each) => conferenceRecordingBody(cloud, conference, each)), ...where })
  }),
  accountRoute(cloud, 'GET', one, { params: none }, ({ at }) => {
    const conference = requireConference(cloud, at.conference)
    const recording = requireConferenceRecording(conference, at.recording)
    return ok(conferenceRecordingBody(cloud, conference, recording))
  }),
  accountRoute(cloud, 'POST', one, { params: updateParameters, idle: ['PauseBehavior'] }, ({ at, params }) => {
    const conference = requireConference(cloud, at.conference)
    const recording = requireConferenceRecording(conference, at.recording)
    changeConferenceRecording(cloud, recording, params.Status)
    return ok(conferenceRecordingBody(cloud, conference, recording))
  }),
  accountRoute(cloud, 'DELETE', one, { params: none }, ({ at }) => {
    const conference = requireConference(cloud, at.conference)
    conference.recordings.delete(requireConferenceRecording(conference, at.recording).sid)
    return deleted
  }),
]
