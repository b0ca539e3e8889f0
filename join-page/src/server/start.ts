import type { Start } from '../../../webhooks/join/page-state.ts'

/** Reads the state that the server wrote into the page (webhooks/join/page.ts). */
export function readStart(): Start {
  const text = document.getElementById('start')?.textContent
  // From Escalate's own server, which also provides the type.
  if (text) return JSON.parse(text) as Start
  throw new Error('The page has no start state')
}
