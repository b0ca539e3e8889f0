import { act, ask } from './door.js'
import { part, show, write } from './element.js'

/**
 * @typedef {import('../view.ts').DeskRoom} DeskRoom
 * @typedef {import('../view.ts').VideoSaid} VideoSaid
 */

/**
 * How a word about the video is coloured. Words not listed are neutral: the application may know more of them.
 * @type {Readonly<Record<string, string>>}
 */
const moods = {
  requested: 'busy',
  invited: 'busy',
  waiting: 'busy',
  ending: 'busy',
  live: 'good',
  lost: 'bad',
  failed: 'bad',
  expired: 'bad',
}

/** @param {VideoSaid | null | undefined} video */
export function showVideoWord(video) {
  const badge = part('video-word', HTMLElement)
  show(badge, Boolean(video))
  write(badge, video ? `Video: ${video.state}` : '')
  badge.dataset['mood'] = moods[video?.state ?? ''] ?? 'plain'
  const { joined, seconds, reason } = video ?? {}
  const met =
    joined === undefined ? [] : [joined ? `customer joined, ${seconds ?? 0} s together` : 'customer did not join']
  const detail = part('video-detail', HTMLElement)
  write(detail, [...met, ...(reason ? [`because: ${reason}`] : [])].join(' · '))
  show(detail, detail.textContent !== '')
}

/**
 * The way into the video room for one of the two, without a camera and without a browser's video.
 * @param {'customer' | 'agent'} who
 */
export function videoSeat(who) {
  const name = who === 'customer' ? 'Customer' : 'Agent'
  const identity = `${who}-desk`
  const bar = part(`${who}-video`, HTMLElement)
  const about = part(`${who}-room`, HTMLElement)
  const button = part(`${who}-join`, HTMLButtonElement)
  /** @type {DeskRoom | undefined} */
  let room
  const seat = () => room?.participants.find((each) => each.identity === identity && each.status === 'connected')
  button.addEventListener('click', () => {
    if (!room) return
    const participants = `/rooms/${room.sid}/participants`
    const taken = seat()
    if (taken) ask('DELETE', `/__sim${participants}/${taken.sid}`)
    else act(participants, { identity })
  })
  return (/** @type {DeskRoom | undefined} */ now) => {
    room = now
    show(bar, Boolean(room))
    write(button, seat() ? `${name} leaves video` : `${name} joins video`)
    write(about, seat() ? 'In the room, without a camera.' : 'The room is open.')
  }
}
