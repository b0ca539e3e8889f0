import { randomUUID } from 'node:crypto'
import type { Clock } from '../cloud/clock.ts'
import type { Journal } from '../cloud/journal.ts'
import { deliver } from './deliver.ts'
import { createWebhookFaults, type WebhookFaults } from './faults.ts'
import type { Attempt } from './post.ts'
import { shuffled } from './shuffled.ts'
import { type Webhook, webhookPath } from './webhook.ts'

/** Sends all requests of the simulated cloud to the outside. */
export interface Webhooks {
  readonly faults: WebhookFaults
  readonly send: (webhook: Webhook) => void
  /** Sends a request whose answer is needed. Faults do not apply. */
  readonly ask: (webhook: Webhook) => Promise<Attempt>
  /** Runs `work` and holds back its webhooks until `release` is called: a REST answer goes out before its webhooks. */
  readonly gather: <T>(work: () => T) => { readonly result: T; readonly release: () => void }
  readonly pending: () => number
  readonly held: () => number
  readonly releaseHeld: (order: 'kept' | 'shuffled', seed: number) => number
  readonly clear: () => void
}

export interface WebhooksContext {
  readonly authToken: string
  readonly clock: Clock
  readonly journal: Journal
  /** Whether webhooks are sent once and in the order of their events. */
  readonly isTidy: () => boolean
}

/** The delays of webhooks that may overtake each other, and of the second copy. */
const untidyMs = [300, 0, 150]
const copyMs = 500

export function createWebhooks(context: WebhooksContext): Webhooks {
  const faults = createWebhookFaults()
  const queues = new Map<string, Promise<void>>()
  let gathering: Webhook[] | undefined
  let held: (() => void)[] = []
  let pending = 0
  let resets = 0
  let untidy = 0

  const deliverApart = async (webhook: Webhook, token: string, fault: string): Promise<void> => {
    pending += 1
    await deliver(webhook, token, { ...context, fault }).finally(() => {
      pending -= 1
    })
  }

  const inAnyOrder = (webhook: Webhook, token: string): void => {
    untidy += 1
    const ms = untidyMs[untidy % untidyMs.length] ?? 0
    for (const each of [ms, ms + copyMs]) {
      pending += 1
      setTimeout(() => {
        pending -= 1
        void deliverApart(webhook, token, 'untidy')
      }, each)
    }
  }

  const inOrder = (webhook: Webhook, token: string): void => {
    const since = resets
    const before = queues.get(webhook.resource) ?? Promise.resolve()
    const turn = before.then(async () => {
      if (since === resets) await deliver(webhook, token, context)
    })
    queues.set(webhook.resource, turn)
    pending += 1
    void turn.finally(() => {
      pending -= 1
      if (queues.get(webhook.resource) === turn) queues.delete(webhook.resource)
    })
  }

  const dispatch = (webhook: Webhook): void => {
    const path = webhookPath(webhook)
    const fault = faults.pick(webhook.event, path)
    const token = randomUUID()
    if (fault?.kind === 'drop') {
      const { product, event, params } = webhook
      context.journal.add({ kind: 'webhook', product, event, path, params, attempt: 0, status: null, fault: 'drop' })
    } else if (fault?.kind === 'hold') {
      held.push(() => void deliverApart(webhook, token, 'hold'))
    } else if (fault?.kind === 'delay') {
      context.clock.after(fault.ms ?? 1_000, () => void deliverApart(webhook, token, 'delay'))
    } else if (!context.isTidy()) {
      inAnyOrder(webhook, token)
    } else {
      const copies = fault?.kind === 'repeat' ? (fault.count ?? 1) : 0
      for (let copy = 0; copy <= copies; copy += 1) inOrder(webhook, token)
    }
  }

  const send = (webhook: Webhook): void => {
    if (gathering === undefined) setImmediate(dispatch, webhook)
    else gathering.push(webhook)
  }

  return {
    faults,
    send,
    async ask(webhook) {
      pending += 1
      return deliver(webhook, randomUUID(), context).finally(() => {
        pending -= 1
      })
    },
    gather(work) {
      const outer = gathering
      const kept: Webhook[] = []
      gathering = kept
      try {
        return { result: work(), release: () => kept.forEach(dispatch) }
      } finally {
        gathering = outer
      }
    },
    pending: () => pending,
    held: () => held.length,
    releaseHeld(order, seed) {
      const going = order === 'shuffled' ? shuffled(held, seed) : held
      held = []
      for (const release of going) release()
      return going.length
    },
    clear() {
      resets += 1
      held = []
      queues.clear()
      faults.clear()
    },
  }
}
