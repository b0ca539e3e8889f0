import * as React from 'react'
import type { App } from '../app.ts'
import type { Task } from '../flex/flex.ts'
import { conversationOf, isAssigned } from '../flex/tasks.ts'
import { useValue } from '../state/use-value.ts'
import { conversationIn } from './composer.ts'
import { suggestionsFor } from './suggestions.ts'
import { useDraft } from './use-draft.ts'
import { useListKeys } from './use-list-keys.ts'

export type SuggestionListProps = {
  readonly app: App
  readonly conversationSid?: string
  readonly conversation?: unknown
}

/** Shown above the message field while a command is typed. The field keeps the focus, and its keys move the list. */
export function SuggestionList({ app, ...props }: SuggestionListProps) {
  const key = conversationIn(props) ?? ''
  const place = React.useRef<HTMLDivElement>(null)
  const draft = useDraft(app, key)
  useValue(app.texts)
  useValue(app.videos)
  useValue(app.transfers)
  const useOf = (task: Task | undefined) => ({
    video: app.videos.of(task),
    transfer: app.transfers.of(task),
    has: app.settings,
  })
  const task = useValue(app.tasks).find((each) => conversationOf(each) === key)
  const found = isAssigned(task) ? suggestionsFor(draft, useOf(task)) : []
  const id = `escalate-commands-${key}`
  const pick = (n: number) => void app.composer.write(key, found[n]?.command ?? draft)
  const { isShown, active } = useListKeys({ place, id, count: found.length, draft, pick })
  return (
    <div ref={place} className="escalate-suggest">
      {isShown && (
        <div
          className="escalate-list"
          role="listbox"
          id={id}
          aria-label={app.say('commands')}
          data-testid="escalate-commands"
        >
          {found.map(({ command, text }, n) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the message field handles the keys, as in every combobox
            <div
              key={command}
              id={`${id}-${n}`}
              role="option"
              tabIndex={-1}
              aria-selected={n === active}
              // Keeps the focus and the text in Flex's field.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(n)}
            >
              <b>{command}</b> {app.say(text)}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
