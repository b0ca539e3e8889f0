import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { Gap } from '../rest/gap.ts'
import type { Route } from '../rest/route.ts'
import { accountRoute } from './account-route.ts'
import { requireCall } from './find.ts'

/** …/Calls/{call}/Siprec: refused with 501, because SIP is not imitated. */
export const siprecRoutes = (cloud: Cloud): readonly Route[] =>
  (['/Calls/:call/Siprec.json', '/Calls/:call/Siprec/:siprec'] as const).map((path) =>
    accountRoute(cloud, 'POST', path, { params: z.looseObject({}) }, ({ at }) => {
      requireCall(cloud, at.call)
      throw new Gap('SIPREC')
    }),
  )
