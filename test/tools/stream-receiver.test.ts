import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createHearing } from '../../tools/stream-receiver/hearing.ts'
import { startStreamReceiver } from '../../tools/stream-receiver/stream-receiver.ts'
import { isTwilio, isUntouched } from '../../tools/stream-receiver/verify.ts'

const token = '0123456789abcdef0123456789abcdef'

describe('the stream receiver', () => {
  it('accepts Twilio’s signature of an address, with and without a slash at its end', () => {
    const signature = 'dA5tSAwMlCkp4jnz6oAhnKhmOx8='
    expect(isTwilio(token, 'wss://flex.example.com/media/', signature)).toBe(true)
    expect(isTwilio(token, 'wss://flex.example.com/media', signature)).toBe(true)
    expect(isTwilio(token, 'wss://flex.example.com/other', signature)).toBe(false)
    expect(isTwilio(token, 'wss://flex.example.com/media/', undefined)).toBe(false)
  })

  it('detects parameters that were changed, left out, added or signed with another secret', () => {
    const signature = createHmac('sha256', 'secret').update('a=1&b=2').digest('hex')
    expect(isUntouched('secret', { b: '2', a: '1', signature })).toBe(true)
    expect(isUntouched('secret', { b: '3', a: '1', signature })).toBe(false)
    expect(isUntouched('secret', { a: '1', signature })).toBe(false)
    expect(isUntouched('secret', { a: '1', b: '2', c: '3', signature })).toBe(false)
    expect(isUntouched('other', { a: '1', b: '2', signature })).toBe(false)
    expect(isUntouched('secret', { a: '1', b: '2' })).toBe(false)
  })

  it('closes a socket that is no media stream (1008), and has no page for it (404)', async () => {
    const receiver = await startStreamReceiver()
    const ws = new WebSocket(receiver.streamUrl)
    const closed = new Promise((resolve) => ws.on('close', resolve))
    ws.on('open', () => ws.send('hello'))
    expect(await closed).toBe(1008)
    expect((await fetch(`${receiver.url}/streams/none`)).status).toBe(404)
    expect((await fetch(`${receiver.url}/elsewhere`)).status).toBe(404)
    await receiver.stop()
  })

  it('detects no tone in silence or in lost frames', () => {
    const hearing = createHearing({ tones: [440], windowMs: 20 })
    hearing.add(new Uint8Array(160).fill(0xff), 0)
    hearing.add(new Uint8Array(160).fill(0xff), 200)
    expect(hearing.heard()).toEqual([])
  })
})
