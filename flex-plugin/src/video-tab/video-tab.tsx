import * as React from 'react'
import type { WithTask } from '../app.ts'
import { conversationOf, readTask } from '../flex/tasks.ts'
import { isOver } from '../state/model.ts'
import { useValue } from '../state/use-value.ts'
import { wordOf } from '../state/word-of.ts'
import { Coach } from './coach.tsx'
import { Progress } from './progress.tsx'
import { readinessOf } from './readiness.ts'
import { RoomActions } from './room-actions.tsx'
import { RoomPlace } from './room-place.tsx'
import { undeliveredText } from './undelivered-text.ts'

/** The server may be newer than this plugin, so there is a text for unknown reasons. */
const whyNotOnTask = (why: string) =>
  why === 'no-object' ? 'taskUnreadable' : why === 'too-long' ? 'taskFull' : 'taskRefused'

/** "Video room": the customer's progress, a sentence that helps them, and the call. */
export function VideoTab({ app, task: given }: WithTask) {
  useValue(app.texts)
  useValue(app.videos)
  const task = readTask(given)
  const key = conversationOf(task)
  const video = app.videos.of(task)
  if (!task || !key || !video) return null
  const ready = readinessOf(video)
  const undelivered = undeliveredText(video, app.say)
  // A live call needs no progress steps, unless the network blocks the video.
  const isTogether = video.word === 'live'
  // The state "waiting" says enough, unless there is trouble.
  const isSaidByState = video.word === 'waiting' && ready?.isTrouble === false
  return (
    <section className="escalate-tab" aria-label={app.say('tab')} data-testid="escalate-tab" data-word={video.word}>
      <p className="escalate-word" role="status">
        {wordOf(video, app.say)}
        {ready && (!isTogether || ready.text === 'networkBlocked') && !isSaidByState && !isOver(video) && (
          <span data-trouble={ready.isTrouble}> · {app.say(ready.text)}</span>
        )}
      </p>
      {!isOver(video) && (
        <>
          {!isTogether && <Progress video={video} say={app.say} />}
          {undelivered && (
            <p className="escalate-asks" role="alert" data-testid="escalate-undelivered">
              {undelivered}
            </p>
          )}
          {video.notOnTask && <p className="escalate-asks">{app.say(whyNotOnTask(video.notOnTask))}</p>}
          {video.asksForLink && <p className="escalate-asks">{app.say('linkAsked')}</p>}
          {ready?.coach && <Coach key={`${video.id} ${ready.coach}`} app={app} task={task} text={ready.coach} />}
          <RoomActions app={app} task={task} video={video} />
          {video.word !== 'ending' && <RoomPlace app={app} task={task} video={video} />}
        </>
      )}
    </section>
  )
}
