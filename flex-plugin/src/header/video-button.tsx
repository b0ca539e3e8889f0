import * as React from 'react'
import type { WithTask } from '../app.ts'
import { conversationOf, isAssigned, isChat, readTask } from '../flex/tasks.ts'
import { useValue } from '../state/use-value.ts'
import { buttonLook } from './button-look.ts'
import { VideoIcon } from './video-icon.tsx'

/**
 * "Switch to video" next to Flex's own buttons. An icon, because a wider button hides the customer's name in the
 * header.
 */
export function VideoButton({ app, task: given }: WithTask) {
  const { flex, say, videos, commands, room } = app
  const [doing, failed] = [useValue(commands.doing), useValue(commands.failed)]
  useValue(app.texts)
  useValue(videos)
  const task = readTask(given)
  const key = conversationOf(task)
  if (!task || !key || !isChat(task) || !isAssigned(task)) return null
  const { title, tone, isBusy, isCalling, does } = buttonLook(
    { video: videos.of(task), doing: doing[key], failed: failed[key] },
    say,
  )
  const press = () => {
    if (does === 'start') void commands.start(task)
    if (does === 'open') room.goTo(task)
  }
  return (
    <span className="escalate-button" data-testid="escalate-video" data-does={does} aria-busy={isBusy}>
      <flex.IconButton
        icon={<VideoIcon isBusy={isBusy} isCalling={isCalling} />}
        title={title}
        aria-label={title}
        variant={tone}
        disabled={isBusy}
        onClick={press}
      />
    </span>
  )
}
