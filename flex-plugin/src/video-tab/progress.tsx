import * as React from 'react'
import type { Video } from '../state/model.ts'
import type { Say } from '../texts/words.ts'
import { type StepState, stepsOf } from './steps.ts'

const marks: Readonly<Record<StepState, string>> = { done: '✓', now: '●', trouble: '!', open: '○' }

/** The customer's steps, as symbols with text: colours and symbols alone are not accessible. */
export function Progress({ video, say }: { readonly video: Video; readonly say: Say }) {
  return (
    <ol className="escalate-steps" aria-label={say('progress')} data-testid="escalate-steps">
      {stepsOf(video).map(({ text, state }) => (
        <li key={text} data-state={state} aria-current={state === 'now' || state === 'trouble' ? 'step' : undefined}>
          <span aria-hidden="true">{marks[state]}</span> {say(text)}
          {state !== 'open' && (
            <span className="escalate-visually-hidden">
              , {say(state === 'done' ? 'isDone' : state === 'now' ? 'isNow' : 'isTrouble')}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
