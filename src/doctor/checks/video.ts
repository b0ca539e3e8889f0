import { isStatus } from '../../twilio/codes.ts'
import type { Check } from '../check.ts'

const recent = 50

/** Checks that the account can use video, and which type of rooms it makes by default. */
export const video: Check = {
  name: 'video',
  needs: ['credentials'],
  async look({ sdk }) {
    try {
      const rooms = (['completed', 'in-progress'] as const).map((status) =>
        sdk.video.v1.rooms.list({ status, limit: recent, pageSize: recent }),
      )
      const legacy = (await Promise.all(rooms)).flat().find(({ type }) => type !== 'group')
      if (!legacy) return []
      return [
        {
          what: `Rooms of type "${legacy.type}" are made in this account (${legacy.sid})`,
          todo: 'Our rooms are always group rooms. Set the default room type to Group (console, Video, Room settings): other types are legacy, and a room that a browser opened would have the default type.',
          isHint: true,
        },
      ]
    } catch (problem) {
      if (!isStatus(problem, 401) && !isStatus(problem, 403)) throw problem
      return [
        {
          what: 'The API key may not use Programmable Video',
          todo: 'Make a standard key of region US1 (a restricted one needs Video), and set TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET.',
        },
      ]
    }
  },
}

/** Twilio's API has no resource for this setting, so the operator must check it. */
export const adHocRooms: Check = {
  name: 'ad-hoc rooms',
  isOff: () => 'cannot be checked by API; see console, Video, Room settings: client-side room creation must be off',
  look: async () => [],
}
