import * as React from 'react'
import type { App } from '../app.ts'
import { useValue } from '../state/use-value.ts'
import type { TextKey } from './texts.ts'

/** A tab is named once and for all; its name changes when the agent's language has come. */
export function Label({ app, text }: { readonly app: App; readonly text: TextKey }) {
  useValue(app.texts)
  return <>{app.say(text)}</>
}
