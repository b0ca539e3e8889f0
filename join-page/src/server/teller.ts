import type { Step } from '../../../webhooks/join/page-state.ts'

export type Teller = {
  /** How far the person is now. */
  tell(step: Step, detail?: string): void
  /** The same once more, where it did not get through, or where the server may have forgotten it. */
  tellAgain(isForgotten: boolean): void
  /** The page goes. Of whom nothing was told, nothing is taken back. */
  leave(): void
}

type Told = { readonly step: Step; readonly detail?: string | undefined }

/** Tells the server how far the person is, and remembers it: while the line was away, the server may have taken them for gone. */
export function createTeller(send: (told: Told) => Promise<boolean>): Teller {
  let last: Told | undefined
  let isHeard = true
  const say = async (told: Told) => {
    last = told
    isHeard = true
    const got = await send(told)
    if (last === told) isHeard = got
  }
  return {
    tell: (step, detail) => void say({ step, detail }),
    tellAgain(isForgotten) {
      if (last && (isForgotten || !isHeard)) void say({ ...last })
    },
    leave() {
      if (last && last.step !== 'left') void say({ step: 'left', detail: 'closed' })
    },
  }
}
