import * as React from 'react'
import type { App } from '../app.ts'
import { useValue } from '../state/use-value.ts'
import type { TextKey } from './texts.ts'

/** A tab's label. Flex takes the label once, so the text inside it changes when the agent's language has loaded. */
export function Label({ app, text }: { readonly app: App; readonly text: TextKey }) {
  useValue(app.texts)
  return <>{app.say(text)}</>
}
