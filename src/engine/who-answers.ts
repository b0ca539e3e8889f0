import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { HostPort, RedisAddress } from './redis-address.ts'

const patienceMs = 1_000

/**
 * Why a client got nowhere although somebody takes connections: TLS on one side only, or something else than a Redis.
 * @returns undefined when nobody is there, or it looks like a Redis that is only not ready
 */
export async function whyNoGreeting(address: RedisAddress): Promise<string | undefined> {
  const { places, isTls } = placesOf(address)
  const found = await Promise.all(places.map((place) => whyNotAt(place, isTls)))
  return found.find((each) => each !== undefined)
}

async function whyNotAt(place: HostPort, isTls: boolean): Promise<string | undefined> {
  const plain = await plainAnswer(place)
  if (plain === 'redis') return isTls ? 'it speaks no TLS: redis without the second s leads there' : undefined
  if (plain === 'other') return 'something else than a Redis answers there'
  return plain === 'closed' && !isTls && (await speaksTls(place)) ? 'it speaks TLS only: rediss leads there' : undefined
}

function placesOf(address: RedisAddress): { readonly places: readonly HostPort[]; readonly isTls: boolean } {
  if (address.kind === 'single') {
    const { hostname, port, protocol } = new URL(address.url)
    const host = hostname.replace(/^\[|\]$/g, '')
    return { places: [{ host, port: Number(port || 6_379) }], isTls: protocol === 'rediss:' }
  }
  const places = address.kind === 'sentinel' ? address.sentinels : address.nodes
  return { places, isTls: address.login.tls !== undefined }
}

/** Asks for nothing secret: a PING is answered, or refused in Redis' way. */
function plainAnswer(place: HostPort): Promise<'redis' | 'other' | 'closed' | 'nothing'> {
  return new Promise((resolve) => {
    const socket = connect(place, () => socket.write('PING\r\n'))
    const end = (answer: 'redis' | 'other' | 'closed' | 'nothing') => {
      resolve(answer)
      socket.destroy()
    }
    let isOpen = false
    socket.once('connect', () => {
      isOpen = true
    })
    socket.once('data', (bytes) => end(/^[+-]/.test(bytes.toString('latin1')) ? 'redis' : 'other'))
    socket.once('error', () => end(isOpen ? 'closed' : 'nothing'))
    socket.once('close', () => end(isOpen ? 'closed' : 'nothing'))
    socket.setTimeout(patienceMs, () => end(isOpen ? 'closed' : 'nothing'))
  })
}

/** Whoever it is: here only the language matters, not who speaks it. */
function speaksTls(place: HostPort): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTls({ ...place, rejectUnauthorized: false }, () => end(true))
    const end = (is: boolean) => {
      resolve(is)
      socket.destroy()
    }
    socket.once('error', () => end(false))
    socket.once('close', () => end(false))
    socket.setTimeout(patienceMs, () => end(false))
  })
}
