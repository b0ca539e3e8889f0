import { until } from '../../../tools/until.ts'
import type { CallCentre } from '../../support/a-call-centre.ts'
import { type Case, live } from '../../support/a-case.ts'
import { aPhoneCall } from '../../support/a-phone-call.ts'
import { aTransfer } from '../../support/a-transfer.ts'

/** A conversation that a fault strikes. */
export type Underway = {
  /** What agent and customer do during the fault. */
  readonly meanwhile?: () => Promise<unknown>
  /**
   * What agent and customer do afterwards, to the end. Waits for everything that must become true. `isKnown`: Redis has
   * not forgotten the conversation.
   */
  readonly afterwards: (isKnown: boolean) => Promise<unknown>
  /** The problems at the very end. */
  readonly wrong: (isKnown: boolean) => Promise<readonly string[]>
}

export type Stage = { readonly name: string; readonly reach: (centre: CallCentre) => Promise<Underway> }

/** The promise is seconds; a busy machine gets a minute. */
const withinMs = 60_000

/** The stages of a conversation. `opening` comes last: its work has just begun when the fault strikes. */
export const stages: readonly Stage[] = [
  {
    name: 'invited',
    async reach(centre) {
      const chat = await centre.chat()
      const { link, id } = await chat.invited()
      return {
        meanwhile: () => chat.press(link),
        async afterwards(isKnown) {
          if (isKnown) {
            await chat.agentSits(id)
            await chat.customerSits(link)
            await chat.saying('live', withinMs)
          }
          await wrapsUp(chat, isKnown)
        },
        wrong: () => wrongWith(chat),
      }
    },
  },
  {
    name: 'live',
    async reach(centre) {
      const chat = await centre.chat()
      await live(chat)
      return { afterwards: (isKnown) => wrapsUp(chat, isKnown), wrong: () => wrongWith(chat) }
    },
  },
  {
    name: 'ending',
    async reach(centre) {
      const chat = await centre.chat()
      const { roomSid, agent, customer } = await live(chat)
      return {
        meanwhile: () => chat.ends('wrapup'),
        async afterwards(isKnown) {
          // Redis has forgotten this call, and its wrap-up was refused. The call is over when its participants leave.
          if (!isKnown)
            await Promise.allSettled(
              [agent, customer].map((each) => centre.sim.disconnect(roomSid, each.participantSid)),
            )
          await isOver(chat, isKnown)
        },
        wrong: () => wrongWith(chat),
      }
    },
  },
  {
    name: 'transfer ringing',
    async reach(centre) {
      const { ben, chat, ...way } = await aTransfer(centre)
      await way.toBen()
      await way.offered()
      return {
        meanwhile: () => way.accept(),
        async afterwards(isKnown) {
          if (!isKnown) return
          await way.is('completed', withinMs)
          await way.presentAre(ben)
        },
        async wrong() {
          const count = (await way.invites()).length
          return count === 1 ? [] : [`${count} invites of the second agent`]
        },
      }
    },
  },
  {
    name: 'stream running',
    async reach(centre) {
      const call = await aPhoneCall(centre)
      await call.saying('on')
      let next: { readonly reservationSid: string; readonly workerSid: string } | undefined
      return {
        meanwhile: async () => {
          next = await call.transfer('warm')
        },
        async afterwards(isKnown) {
          if (!next) throw new Error('Nobody took the call')
          if (isKnown) {
            await call.streaming(call.reservationSid, next.reservationSid)
            await call.complete()
            await call.streaming(next.reservationSid)
          } else await call.complete()
          await centre.sim.hangUp(call.taskSid, { workerSid: next.workerSid })
          await call.streaming()
        },
        async wrong(isKnown) {
          const count = (await call.streams()).length
          return isKnown && count !== 2 ? [`${count} streams for two agents`] : []
        },
      }
    },
  },
  {
    name: 'opening',
    async reach(centre) {
      const chat = await centre.chat()
      const after = await centre.last()
      await chat.types('/video')
      const isOurs = (params: unknown) => JSON.stringify(params ?? '').includes(chat.conversationSid)
      await until('the command is acknowledged', async () =>
        (await centre.journal(after)).some((each) => each['status'] === 204 && isOurs(each['params'])),
      )
      return {
        async afterwards(isKnown) {
          if (isKnown) await chat.saying('invited', withinMs)
          await wrapsUp(chat, isKnown)
        },
        wrong: (isKnown) => wrongWith(chat, isKnown ? 1 : 0),
      }
    },
  },
]

async function wrapsUp(chat: Case, isKnown: boolean): Promise<void> {
  await chat.ends('wrapup')
  await isOver(chat, isKnown)
}

async function isOver(chat: Case, isKnown: boolean): Promise<void> {
  await until('no room is open', async () => (await chat.rooms()).every(({ status }) => status === 'completed'), {
    withinMs,
  })
  if (isKnown) await chat.saying('ended', withinMs)
}

async function wrongWith(chat: Case, least = 1): Promise<readonly string[]> {
  const [rooms, invites] = [await chat.rooms(), await chat.invites()]
  const isRight = (count: number) => count === 1 || count === least
  return [
    ...(isRight(rooms.length) ? [] : [`${rooms.length} rooms`]),
    ...(isRight(invites.length) ? [] : [`${invites.length} invites`]),
    ...rooms.filter(({ status }) => status !== 'completed').map(({ sid }) => `${sid} is open`),
  ]
}
