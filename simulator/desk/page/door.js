import { part, show, write } from './element.js'

const problem = part('problem', HTMLElement)
let hiding = 0

/**
 * Sends a request and shows a refusal to the user.
 * @param {'GET' | 'POST' | 'DELETE'} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>} undefined if it was refused
 */
export async function ask(method, path, body) {
  try {
    const json = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const answer = await fetch(path, { method, ...json })
    const said = await answer.json()
    if (answer.ok) return said
    tell(said.message ?? `Refused with ${answer.status}.`)
  } catch {
    tell('The simulator does not answer.')
  }
  return undefined
}

/**
 * Sends a command to the control door.
 * @param {string} path
 * @param {object} [body]
 */
export const act = (path, body = {}) => ask('POST', `/__sim${path}`, body)

/** @param {string} text */
export function tell(text) {
  write(problem, text)
  show(problem, true)
  clearTimeout(hiding)
  hiding = setTimeout(() => {
    show(problem, false)
    write(problem, '')
  }, 6_000)
}
