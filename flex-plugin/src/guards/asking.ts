import { createValue, type Value } from '../state/value.ts'

export type Question = { readonly title: string; readonly text: string; readonly yes: string }

/** Asks the agent one question at a time, in a dialog. */
export type Asking = Value<(Question & { readonly answer: (isYes: boolean) => void }) | undefined> & {
  readonly ask: (question: Question) => Promise<boolean>
}

export function createAsking(): Asking {
  const asked = createValue<ReturnType<Asking['get']>>(undefined)
  return {
    get: asked.get,
    watch: asked.watch,
    ask: (question) =>
      new Promise((resolve) => {
        // A new question replaces an open one, which counts as answered with "no".
        asked.get()?.answer(false)
        const own = {
          ...question,
          answer(isYes: boolean) {
            if (asked.get() === own) asked.set(undefined)
            resolve(isYes)
          },
        }
        asked.set(own)
      }),
  }
}
