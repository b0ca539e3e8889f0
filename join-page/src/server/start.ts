import type { Start } from '../../../webhooks/join/page-state.ts'

/** What the server put into the page (webhooks/join/page.ts). */
export function readStart(): Start {
  const text = document.getElementById('start')?.textContent
  // Our own server's words, typed by it.
  if (text) return JSON.parse(text) as Start
  throw new Error('The page came without its start')
}
