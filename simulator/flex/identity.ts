import type { Cloud } from '../cloud/cloud.ts'
import { readAttributes } from '../taskrouter/attributes.ts'

/** A worker's chat identity: everything but letters and digits becomes `_` and its hexadecimal code, as Flex does. */
export function escapeIdentity(name: string): string {
  return [...Buffer.from(name, 'utf-8')]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      return /[A-Za-z0-9]/.test(character) ? character : `_${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}

/** The chat identity a worker's attributes name, as `contact_uri: "client:<identity>"`. */
export function workerIdentity(worker: { readonly friendlyName: string; readonly attributes: string }): string {
  const uri = readAttributes(worker.attributes)['contact_uri']
  return typeof uri === 'string' && uri.startsWith('client:')
    ? uri.slice('client:'.length)
    : escapeIdentity(worker.friendlyName)
}

/** By whom a worker is in a chat: the same. */
export const identityInChats = (
  cloud: Cloud,
  worker: { readonly sid: string; readonly friendlyName: string; readonly attributes: string },
): string => (cloud.untrue.has('contact-uri-is-identity') ? `agent-${worker.sid.slice(2)}` : workerIdentity(worker))
