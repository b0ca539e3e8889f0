import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { HostPort, RedisAddress } from './redis-address.ts'

const patienceMs = 1_000

/**
 * Why no client connects although the port is open: TLS on one side only, or no Redis.
 * @returns undefined when the port is closed, or the server looks like a Redis that is not ready
 */
export async function whyNoGreeting(address: RedisAddress): Promise<string | undefined> {
  const { nodes, isTls } = nodesOf(address)
  const found = await Promise.all(nodes.map((node) => whyNotAt(node, isTls)))
  return found.find((each) => each !== undefined)
}

async function whyNotAt(node: HostPort, isTls: boolean): Promise<string | undefined> {
  const plain = await plainAnswer(node)
  if (plain === 'redis') return isTls ? 'it has no TLS: use redis without the second s' : undefined
  if (plain === 'other') return 'the server there is no Redis'
  return plain === 'closed' && !isTls && (await speaksTls(node)) ? 'it has TLS only: use rediss' : undefined
}

function nodesOf(address: RedisAddress): { readonly nodes: readonly HostPort[]; readonly isTls: boolean } {
  if (address.kind === 'single') {
    const { hostname, port, protocol } = new URL(address.url)
    const host = hostname.replace(/^\[|\]$/g, '')
    return { nodes: [{ host, port: Number(port || 6_379) }], isTls: protocol === 'rediss:' }
  }
  const nodes = address.kind === 'sentinel' ? address.sentinels : address.nodes
  return { nodes, isTls: address.login.tls !== undefined }
}

/** Sends a PING without credentials: a Redis answers it, or refuses it in its own protocol. */
function plainAnswer(node: HostPort): Promise<'redis' | 'other' | 'closed' | 'nothing'> {
  return new Promise((resolve) => {
    const socket = connect(node, () => socket.write('PING\r\n'))
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

/** Whether the server accepts TLS; its certificate does not matter here. */
function speaksTls(node: HostPort): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTls({ ...node, rejectUnauthorized: false }, () => end(true))
    const end = (is: boolean) => {
      resolve(is)
      socket.destroy()
    }
    socket.once('error', () => end(false))
    socket.once('close', () => end(false))
    socket.setTimeout(patienceMs, () => end(false))
  })
}
