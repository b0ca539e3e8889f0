/** What the user has selected: a chat and an agent, or the form for a new chat. It survives a reload of this tab. */
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
 * Changes the selection, or refreshes it. Resolves when the page shows it.
 * @param {Partial<typeof choice>} change
 */
export function choose(change = {}) {
  Object.assign(choice, change)
  sessionStorage.setItem('chat', choice.chatSid)
  sessionStorage.setItem('agent', choice.agentSid)
  return look()
}
