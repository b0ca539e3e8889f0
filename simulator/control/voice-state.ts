import type { Cloud } from '../cloud/cloud.ts'
import { callBody, conferenceBody, seatBody, streamBody } from '../voice/bodies.ts'
import type { Call, PhoneTask } from '../voice/model.ts'

/** Shows a call with everything that belongs to it, each resource as REST shows it. */
export function phoneState(cloud: Cloud, phone: PhoneTask) {
  const { task, conference } = phone
  return {
    ...legState(cloud, phone.customer),
    taskSid: task.sid,
    conference: conference && {
      ...conferenceBody(cloud, conference),
      participants: [...conference.seats.values()].map((seat) => seatBody(cloud, seat)),
    },
    agents: [...phone.legs].map(([reservationSid, leg]) => ({
      ...legState(cloud, leg),
      reservationSid,
      workerSid: task.reservations.get(reservationSid)?.worker.sid ?? null,
    })),
    transfer: task.transfer && {
      sid: task.transfer.sid,
      mode: task.transfer.mode,
      to: task.transfer.toSid,
      reservationSid: task.transfer.offered?.sid ?? null,
    },
  }
}

function legState(cloud: Cloud, call: Call) {
  const streams = [...call.streams.values()].map((stream) => ({
    ...streamBody(cloud, stream),
    url: stream.url,
    track: stream.track,
    parameters: stream.parameters,
  }))
  return { ...callBody(cloud, call), toneHz: call.tone, streams }
}
