import { createValue, type Value } from '../state/value.ts'

export type Question = { readonly title: string; readonly text: string; readonly yes: string }

/** Asks the agent one question at a time, in a dialog. */
export type Asking = Value<(Question & { readonly answer: (isYes: boolean) => void }) | undefined> & {
  readonly ask: (question: Question) => Promise<boolean>
}

export function createAsking(): Asking {
  const current = createValue<ReturnType<Asking['get']>>(undefined)
  return {
    get: current.get,
    watch: current.watch,
    ask: (question) =>
      new Promise((resolve) => {
        // A new question replaces an open one, which counts as answered with "no".
        current.get()?.answer(false)
        const own = {
          ...question,
          answer(isYes: boolean) {
            if (current.get() === own) current.set(undefined)
            resolve(isYes)
          },
        }
        current.set(own)
      }),
  }
}
