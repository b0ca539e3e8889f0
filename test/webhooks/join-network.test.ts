import { expect, it } from 'vitest'
import { Retryable } from '../../src/core/errors.ts'
import { problemIn } from '../support/a-problem.ts'
import { aTwilio } from '../support/a-twilio.ts'
import { anOpenVideo } from '../support/an-open-video.ts'

const turn = { urls: 'turn:global.turn.example:3478?transport=udp', username: 'somebody', credential: 'simulated' }

it('customer, agent and supervisor get TURN servers, which are not cached', async () => {
  const twilio = aTwilio({ iceServers: async () => [turn] })
  const { send, pass, joinPage } = await anOpenVideo({}, { twilio })
  for (const path of [undefined, await pass(), await joinPage()]) {
    const answer = await send('network', {}, path)
    expect(answer.status).toBe(201)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toEqual({ iceServers: [turn] })
  }
})

it('without TURN servers from Twilio the answer is a retryable 503', async () => {
  const twilio = aTwilio({ iceServers: () => Promise.reject(new Retryable('create token: away')) })
  const { send } = await anOpenVideo({}, { twilio })
  expect(await problemIn(await send('network', {}))).toMatchObject({ status: 503, retryable: true })
})
