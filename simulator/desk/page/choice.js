/** What the person looks at: one chat, as one agent, or the form for a new chat. Kept for a reload of this tab. */
export const choice = {
  chatSid: sessionStorage.getItem('chat') ?? '',
  agentSid: sessionStorage.getItem('agent') ?? '',
  isStarting: false,
}

/** @type {() => Promise<void>} */
let look = async () => undefined

/** @param {() => Promise<void>} read */
export function onChoice(read) {
  look = read
}

/**
 * Looks at something else, or once more at the same. Resolves when it is on the page.
 * @param {Partial<typeof choice>} news
 */
export function choose(news = {}) {
  Object.assign(choice, news)
  sessionStorage.setItem('chat', choice.chatSid)
  sessionStorage.setItem('agent', choice.agentSid)
  return look()
}
