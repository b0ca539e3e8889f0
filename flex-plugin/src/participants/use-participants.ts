import { type RefObject, useCallback, useEffect, useState } from 'react'
import type { App } from '../app.ts'
import type { Task } from '../flex/flex.ts'
import { useValue } from '../state/use-value.ts'
import type { ParticipantsView } from './read-participants.ts'

/** Flex does not report when others join or leave. */
const againMs = 20_000

/** The participants, requested again when the transfer's state changes and, while the tab is visible, at intervals. */
export function useParticipants({ transferCommands, transfers }: App, task: Task, place: RefObject<HTMLElement>) {
  const [view, show] = useState<ParticipantsView | undefined>(undefined)
  const [isAway, setAway] = useState(false)
  const { taskSid } = task
  useValue(transfers)
  const word = transfers.of(task)?.word
  const look = useCallback(async () => {
    const answer = await transferCommands.participants(task)
    if (answer.ok) show(answer.body)
    setAway(!answer.ok)
  }, [transferCommands, taskSid])
  // Requests the list again for every state of the transfer.
  useEffect(() => void look(), [look, word])
  useEffect(() => {
    const timer = setInterval(() => {
      const isSeen = place.current !== null && place.current.offsetParent !== null && !document.hidden
      if (isSeen) void look()
    }, againMs)
    return () => clearInterval(timer)
  }, [look, place])
  return { view, isAway, look, show }
}
