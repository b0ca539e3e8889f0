import type { Entry } from '../../tools/sim.ts'

type Detail = Readonly<Record<string, unknown>>

/**
 * The results of all calls, by the simulator's journal: who was cut off, who was alone how long, which stream ran
 * twice, outside or too long.
 */
export function whatWentWrong(entries: readonly Entry[]) {
  const participants = new Map<string, Set<string>>()
  const aloneSince = new Map<string, number>()
  const outsideSince = new Map<string, number>()
  const running = new Map<string, { readonly callSid: string; readonly reservationSid: string }>()
  const found = { cutOff: 0, doubled: 0, aloneMs: [] as number[], outsideMs: [] as number[] }

  for (const { change, sid, at, detail } of entries) {
    const now = Date.parse(at)
    const said = (detail ?? {}) as Detail // the journal's own form
    const who = String(sid)
    const conferenceSid = String(said['conferenceSid'])
    const there = participants.get(conferenceSid) ?? new Set()
    switch (change) {
      case 'conference-participant.joined':
        participants.set(conferenceSid, there.add(who))
        outsideSince.delete(who)
        // A participant in a queue was not alone for good.
        if (there.size > 1) aloneSince.delete(conferenceSid)
        break
      case 'conference-participant.left': {
        const since = aloneSince.get(conferenceSid)
        if (said['why'] === 'conference_ended_via_api' && there.size > 1) found.cutOff += 1
        if (there.size === 1 && since !== undefined) found.aloneMs.push(now - since)
        aloneSince.delete(conferenceSid)
        there.delete(who)
        if (there.size === 1) aloneSince.set(conferenceSid, now)
        break
      }
      case 'call.redirected':
        outsideSince.set(who, now)
        break
      case 'stream.created': {
        const [, reservationSid = ''] = String(said['name']).split('-')
        const callSid = String(said['callSid'])
        const isSame = (each: { readonly reservationSid: string }) => each.reservationSid === reservationSid
        if ([...running.values()].some(isSame)) found.doubled += 1
        running.set(who, { callSid, reservationSid })
        break
      }
      case 'stream.stopped':
      case 'stream.failed': {
        const since = outsideSince.get(running.get(who)?.callSid ?? '')
        if (since !== undefined) found.outsideMs.push(now - since)
        running.delete(who)
        break
      }
    }
  }
  return { ...found, stillAlone: aloneSince.size, leftRunning: running.size }
}
