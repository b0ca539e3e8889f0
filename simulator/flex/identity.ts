import type { Cloud } from '../cloud/cloud.ts'
import { readAttributes } from '../taskrouter/attributes.ts'

/** Escapes a worker's name as Flex does: everything but letters and digits becomes `_` and its hexadecimal code. */
export function escapeIdentity(name: string): string {
  return [...Buffer.from(name, 'utf-8')]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      return /[A-Za-z0-9]/.test(character) ? character : `_${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}

/** The chat identity in a worker's attribute `contact_uri: "client:<identity>"`, or else the escaped name. */
export function workerIdentity(worker: { readonly friendlyName: string; readonly attributes: string }): string {
  const uri = readAttributes(worker.attributes)['contact_uri']
  return typeof uri === 'string' && uri.startsWith('client:')
    ? uri.slice('client:'.length)
    : escapeIdentity(worker.friendlyName)
}

/** The identity that a worker has in chats: `workerIdentity`, unless that assumption is made untrue. */
export const identityInChats = (
  cloud: Cloud,
  worker: { readonly sid: string; readonly friendlyName: string; readonly attributes: string },
): string => (cloud.untrue.has('contact-uri-is-identity') ? `agent-${worker.sid.slice(2)}` : workerIdentity(worker))
