import { part, show, write } from './element.js'

/** @typedef {import('../view.ts').VideoSaid} VideoSaid */

/**
 * The colour of each video state. Other states are neutral: an application may have more of them.
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
