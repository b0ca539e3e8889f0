import { ask } from './door.js'
import { element, part, write } from './element.js'

/**
 * @typedef {import('../view.ts').News} News
 * @typedef {{ name: string, path: string, body: { kind?: string, times?: number, [more: string]: unknown } }} Trouble
 */

/** @type {readonly Trouble[]} */
const troubles = [
  {
    name: 'Creating a room fails 3 times (500)',
    path: '/faults',
    body: { kind: 'status', status: 500, product: 'video', method: 'POST', path: '/v1/Rooms$', times: 3 },
  },
  {
    name: 'The answer to the next invite is lost',
    path: '/faults',
    body: { kind: 'lose-answer', product: 'conversations', method: 'POST', path: '/Messages$', times: 1 },
  },
  { name: 'Twilio answers after 3 s', path: '/latency', body: { ms: 3_000 } },
  { name: 'Every webhook comes twice', path: '/webhook-faults', body: { kind: 'repeat' } },
]

const menu = part('trouble', HTMLDetailsElement)
const summary = menu.querySelector('summary')
/** @type {Map<Trouble, HTMLElement>} */
const buttons = new Map()
/** @type {Set<Trouble>} */
const inForce = new Set()
let applied = Promise.resolve()
let newest = 0
let since = 0

for (const trouble of troubles) {
  const button = element('button', 'trouble', trouble.name)
  button.addEventListener('click', () => {
    if (!inForce.delete(trouble)) inForce.add(trouble)
    return apply()
  })
  buttons.set(trouble, button)
  part('troubles', HTMLElement).append(element('li', '', button))
}
part('all-well', HTMLElement).addEventListener('click', () => {
  inForce.clear()
  return apply()
})

// Runs one change at a time: two at once would add the same fault twice.
function apply() {
  showInForce()
  applied = applied.then(begin)
  return applied
}

// The control door clears all faults together, so the selected ones are added again.
async function begin() {
  since = newest
  await Promise.all([
    ask('DELETE', '/__sim/faults'),
    ask('DELETE', '/__sim/webhook-faults'),
    ask('POST', '/__sim/latency', { ms: 0 }),
  ])
  await Promise.all([...inForce].map(({ path, body }) => ask('POST', `/__sim${path}`, body)))
}

/**
 * A limited fault ends after it has hit as many requests as it was set to.
 * @param {readonly News[]} news
 */
export function showTrouble(news) {
  newest = news[0]?.n ?? newest
  for (const trouble of inForce) {
    const { kind, times } = trouble.body
    const struck = news.filter(({ n, fault }) => n > since && fault === kind).length
    if (times !== undefined && struck >= times) inForce.delete(trouble)
  }
  showInForce()
}

function showInForce() {
  for (const [trouble, button] of buttons) button.setAttribute('aria-pressed', String(inForce.has(trouble)))
  if (summary) write(summary, inForce.size === 0 ? 'Break something' : `Broken on purpose: ${inForce.size}`)
}

// The menu closes on a click elsewhere and on Escape.
document.addEventListener('click', ({ target }) => {
  if (target instanceof Node && !menu.contains(target)) menu.open = false
})
menu.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  menu.open = false
  summary?.focus()
})
