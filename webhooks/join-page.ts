import { html, raw } from 'hono/html'
import type { LinkState } from '../src/features/video-escalation/link-state.ts'

type Shown = LinkState['is'] | 'unknown'

const texts: Readonly<Record<Shown, { readonly title: string; readonly text: string; readonly canJoin: boolean }>> = {
  open: { title: 'Your video call is ready', text: 'Press the button when you are.', canJoin: true },
  waiting: { title: 'Your video call is being prepared', text: 'You can already press the button.', canJoin: true },
  asleep: { title: 'Your video call', text: 'Press the button and the room opens again.', canJoin: true },
  ended: { title: 'This video call has ended', text: 'Go back to the chat if you still need help.', canJoin: false },
  revoked: { title: 'This link was replaced', text: 'Use the newest link in your chat.', canJoin: false },
  expired: { title: 'This link has expired', text: 'Ask in the chat for a new one.', canJoin: false },
  unknown: { title: 'This link is not known', text: 'Open it from the chat once more, in full.', canJoin: false },
}

/** Runs only on a press. A preview bot that fetches the page finds nothing to start. */
export const joinScript = `
const button = document.querySelector('button')
const note = document.querySelector('[role=status]')
button?.addEventListener('click', async () => {
  button.disabled = true
  note.textContent = 'One moment…'
  try {
    const answer = await fetch(location.pathname, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    const body = await answer.json()
    note.textContent = answer.ok ? 'Your seat is reserved.' : body.message
    button.disabled = answer.ok
    if (answer.ok) button.textContent = 'Reserved'
  } catch {
    note.textContent = 'No connection. Please try again.'
    button.disabled = false
  }
})
`

export const joinStyle = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; }
main { max-width: 26rem; padding: 2rem 1.5rem; text-align: center; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; text-wrap: balance; }
p { margin: 0 0 1.5rem; }
button { font: inherit; font-weight: 600; padding: .875rem 2rem; border: 0; border-radius: .75rem; background: #0a5fd8; color: #fff; cursor: pointer; }
button:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }
button:disabled { opacity: .6; cursor: default; }
[role=status] { min-height: 1.5em; margin-top: 1rem; }
`

/** The page names nobody, so that a link preview tells nothing. */
export function joinPage(is: Shown) {
  const { title, text, canJoin } = texts[is]
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Video call</title>
        <style>
          ${raw(joinStyle)}
        </style>
      </head>
      <body>
        <main data-state="${is}">
          <h1>${title}</h1>
          <p>${text}</p>
          ${canJoin ? raw('<button type="button">Join the video call</button>') : ''}
          <p role="status"></p>
        </main>
        ${canJoin ? raw(`<script>${joinScript}</script>`) : ''}
      </body>
    </html>`
}
