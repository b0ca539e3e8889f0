import { outcomeOf } from '../../../src/features/video-escalation/announce.ts'
import { accepted, ada, assignmentOver, ben, type Told, tell, transferIs, untilTogether } from './story.ts'

export const benNamed = { ...ben, displayName: 'Ben' }
export const phase = ({ state }: Told) => state.video.phase
export const owner = ({ state: { video } }: Told) =>
  video.phase === 'idle' ? undefined : [video.taskSid, video.workerSid]
export const reason = ({ state: { video } }: Told) => (video.phase === 'ended' ? outcomeOf(video).reason : undefined)
export const on = (told: Told, events: Parameters<typeof tell>[0], rules: Parameters<typeof tell>[1] = {}): Told => {
  const next = tell(events, rules, told.state)
  return { ...next, effects: [...told.effects, ...next.effects] }
}
/** The safe order: the next agent accepts, then the first one is released. */
export const coldUntilReleased = () =>
  tell([
    ...untilTogether(),
    transferIs('ringing', 50),
    accepted(benNamed, 60),
    transferIs('accepted', 60),
    assignmentOver(ada, 62),
  ])
