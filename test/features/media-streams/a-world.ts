import { Permanent } from '../../../src/core/errors.ts'
import { isAsSeen } from '../../../src/features/media-streams/as-seen.ts'
import { index } from '../../../src/features/media-streams/decide.ts'
import { announcement, type Event } from '../../../src/features/media-streams/model.ts'
import type { CallRead, Participant } from '../../../src/features/media-streams/seen.ts'
import type { Twilio } from '../../../src/twilio/port.ts'
import { sid } from '../../support/an-assignment.ts'
import { aKill, asRequest } from './a-kill.ts'
import { aProduct } from './a-product.ts'
import type { Move } from './moves.ts'
import { callSid, conferenceSid, taskSid } from './story.ts'

type Assignment = { ends: boolean; held: boolean; readonly since: number }
type Agent = {
  readonly reservationSid: string
  readonly leg: string
  readonly at: number
  is: 'had' | 'has' | 'dropped'
}
const comesByEvery = 30_000
/** A stream's agent, by its name. */
const ofReservation = (name: string) => name.split('-')[1]

/**
 * A call as it really is, the rules that get its events, and a clock. Collects everything that goes wrong. Reads show a
 * new participant `lagMs` later.
 */
export function aWorld({ killAt = 0, slackMs = 0, lagMs = 0 } = {}) {
  const assignments = new Map<string, Assignment>()
  const agents: Agent[] = []
  /** Since when each runs. */
  const streams = new Map<string, number>()
  const strike = aKill(killAt)
  const wrong: string[] = []
  let customer: 'waits' | 'here' | 'out' | 'gone' = 'waits'
  let [isTransferring, isLifted, isTold] = [false, false, true]
  let [aloneSince, outSince] = [0, 0]
  let names = 1
  let last: Event | undefined

  const conference = (is: 'joined' | 'left' | 'unheld' | 'changed', leg: string) =>
    isTold && tell({ ...head(), type: 'call.conference-changed', conferenceSid, is, callSid: leg })
  const having = () => agents.filter((each) => each.is === 'has' || each.is === 'dropped')

  function read(): CallRead {
    const shown = [...assignments].filter(([, { since }]) => product.now() - since >= lagMs)
    const participants = shown.map(([leg, { ends, held }]): Participant => {
      const isClient = leg.startsWith('CAa')
      const label = leg === callSid ? { label: 'customer' } : {}
      return {
        callSid: leg,
        is: 'here',
        isClient,
        endsOnExit: ends,
        isHeld: held,
        isMuted: false,
        isCoaching: false,
        ...label,
      }
    })
    const task = {
      isOpen: having().length > 0 || isTransferring,
      direction: 'inbound',
      isInternal: false,
      callSid,
      isOurs: true,
      isLifted,
      names,
    } as const
    const legs = [{ callSid, is: customer === 'gone' ? 'over' : 'here', isClient: false }] as const
    return {
      task,
      conferences: participants.length > 0 ? [{ conferenceSid, participants }] : [],
      legs: participants.some((each) => each.callSid === callSid) ? [] : legs,
      accepted: having().length,
      left: agents.filter(({ is }) => is === 'had').map(({ reservationSid }) => ({ reservationSid, workerSid: '' })),
    }
  }

  const request = asRequest(strike)
  const port: Partial<Twilio> = {
    readCall: request(read),
    isCallLive: request((leg) => leg !== callSid || customer !== 'gone'),
    startStream: request(({ callSid: leg, name }) => {
      if (customer === 'gone') throw new Permanent('Call is not in-progress', { code: 21220 })
      if (streams.has(name)) return { streamSid: undefined }
      const its = ofReservation(name)
      if ([...streams.keys()].some((each) => ofReservation(each) === its)) wrong.push(`${name} is doubled`)
      if (leg !== callSid) wrong.push(`a stream on ${leg}`)
      streams.set(name, product.now())
      return { streamSid: `MZ-${name}` }
    }),
    stopStream: request(({ stream }) => void streams.delete(stream.replace('MZ-', ''))),
    setEndOnExit: request(({ callSid: leg, endsOnExit }) => {
      const assignment = assignments.get(leg)
      if (assignment && !assignment.held && !endsOnExit) assignment.ends = false
      isLifted ||= !endsOnExit
    }),
    endConference: request(() => {
      if (assignments.size > 1) wrong.push(`${[...assignments.keys()]} were cut off`)
      end()
    }),
    annotateTask: request(({ parts }) => {
      names = announcement.parse(parts['streams']).names ?? 1
      return undefined
    }),
  }
  const product = aProduct(strike, port)
  const { head, hear } = product
  const tell = (event: Event) => {
    last = event
    product.tell(event)
  }

  function end(): void {
    for (const leg of [...assignments.keys()]) leave(leg)
  }
  function join(leg: string, ends: boolean): void {
    assignments.set(leg, { ends, held: false, since: product.now() })
    conference('joined', leg)
  }
  function leave(leg: string, isOver = true): void {
    const assignment = assignments.get(leg)
    if (!assignment) return
    assignments.delete(leg)
    conference('left', leg)
    if (leg === callSid && isOver) gone()
    const agent = agents.find((each) => each.leg === leg)
    if (agent?.is === 'has') wrapUp(agent)
    if (assignment.ends) end()
  }
  function gone(): void {
    customer = 'gone'
    for (const name of streams.keys())
      tell({
        ...head(),
        type: 'call.stream-changed',
        is: 'stopped',
        callSid,
        streamName: name,
        streamSid: `MZ-${name}`,
      })
    streams.clear()
  }
  function wrapUp(agent: Agent): void {
    agent.is = 'had'
    tell(closed(agent.reservationSid))
  }
  const closed = (reservationSid: string): Event => ({
    ...head(),
    type: 'call.assignment-closed',
    direction: 'inbound',
    reservationSid,
    how: 'reservation.wrapup',
  })
  const transfer = (is: 'initiated' | 'canceled' | 'completed') => {
    isTransferring = is === 'initiated'
    tell({ ...head(), type: 'call.transfer-changed', direction: 'inbound', is })
  }

  /**
   * We end the call for a participant who is alone, also while no read shows a participant who has just joined them.
   */
  const isTooLate = () =>
    lagMs > 0 && assignments.size === 1 && (customer === 'gone' || !agents.some(({ is }) => is === 'has'))

  function make(move: Move['move']): unknown {
    const [first] = agents.filter((each) => each.is === 'has')
    switch (move) {
      case 'accept': {
        if (customer === 'gone' || (agents.length > 0 && !isTransferring)) return undefined
        const nth = agents.length + 1
        const agent: Agent = { reservationSid: sid('WR', nth), leg: `CAa${nth}`, at: product.now(), is: 'has' }
        agents.push(agent)
        const before = Math.max(nth - 1, 0)
        tell({ ...head(), type: 'call.assignment-opened', assignment: { ...assignmentOf(agent), before, names } })
        if (isTransferring) transfer('completed')
        if (customer === 'waits') customer = 'here'
        if (customer === 'here' && !assignments.has(callSid)) join(callSid, false)
        return join(agent.leg, true)
      }
      case 'transfer warm':
      case 'transfer cold': {
        if (!first || isTransferring || customer === 'gone') return undefined
        transfer('initiated')
        return move === 'transfer cold' ? leave(first.leg) : undefined
      }
      case 'cancel transfer':
        return isTransferring && first ? transfer('canceled') : undefined
      case 'agent leaves':
        return first && leave(first.leg)
      case 'agent drops':
        if (first && isTold) {
          first.is = 'dropped'
          leave(first.leg)
        }
        return undefined
      case 'customer leaves':
        if (customer === 'out') return gone()
        return leave(callSid)
      case 'hold':
      case 'unhold': {
        const assignment = assignments.get(callSid)
        if (assignment) assignment.held = move === 'hold'
        return move === 'unhold' && assignment && conference('unheld', callSid)
      }
      case 'flag': {
        const assignment = first && assignments.get(first.leg)
        if (assignment) assignment.ends = true
        return assignment && conference('changed', first.leg)
      }
      case 'third joins':
        return assignments.size > 0 && !isTooLate() && !assignments.has('third') ? join('third', false) : undefined
      case 'third leaves':
        return leave('third')
      case 'out':
        if (customer !== 'here' || !assignments.has(callSid)) return undefined
        customer = 'out'
        return leave(callSid, false)
      case 'back':
        if (customer !== 'out' || assignments.size === 0 || isTooLate()) return undefined
        customer = 'here'
        return join(callSid, false)
      case 'repeat':
        return last && hear(last)
      case 'redis lost':
        return product.lose()
    }
  }

  /** Nobody could still join, or rejoin. */
  function watch(): void {
    const now = product.now()
    const isComing = isTransferring || customer === 'out'
    const isAlone = isLifted && assignments.size === 1 && !isComing
    aloneSince = isAlone ? aloneSince || now : 0
    if (isAlone && now - aloneSince > 10_000 + slackMs)
      wrong.push(`${[...assignments.keys()]} alone for more than ten seconds`)
    outSince = customer === 'out' && isTold ? outSince || now : 0
    const isConfirmed = [...streams.values()].some((since) => now - Math.max(since, outSince) > 5_000 + slackMs)
    if (outSince && isConfirmed) wrong.push('heard outside for more than five seconds')
  }

  /** The reconciler runs, until the call is over for good. */
  function comesBy(): void {
    const [state, now] = [product.state(), product.now()]
    const come = having().filter(({ reservationSid }) => !isKnown(reservationSid))
    for (const agent of come) {
      const assignment = {
        ...assignmentOf(agent),
        before: agents.indexOf(agent),
        agents: agents.length,
        isFound: true,
        names,
      }
      hear({ ...head(), at: agent.at, type: 'call.assignment-opened', assignment })
    }
    for (const { reservationSid } of state.assignments)
      if (!having().some((each) => each.reservationSid === reservationSid)) hear(closed(reservationSid))
    const isLost = state.agents === 0 && state.guard.lookNumber === 0 && come.length === 0
    if (isLost) hear({ ...head(), type: 'call.due' })
    if (index(state).isLive && !isAsSeen(state, read(), now)) hear({ ...head(), type: 'call.due' })
    if (customer !== 'gone' || assignments.size > 0) product.later(comesByEvery, comesBy)
  }
  const isKnown = (reservationSid: string) =>
    product.state().closed.includes(reservationSid) ||
    product.state().assignments.some((each) => each.reservationSid === reservationSid)
  const assignmentOf = ({ reservationSid }: Agent) =>
    ({ taskSid, reservationSid, workerSid: sid('WK', 1), direction: 'inbound', callSid }) as const

  return {
    async play(all: readonly Move[]) {
      product.later(comesByEvery, comesBy)
      for (const each of all) {
        await product.run(product.now() + each.afterMs, watch)
        isTold = each.isTold
        make(each.move)
      }
      await product.run(product.now() + 2 * comesByEvery + 10_000 + slackMs, watch)
      return { wrong, streams: [...streams.keys()], isServed: having().length > 0 && customer === 'here' }
    },
  }
}
