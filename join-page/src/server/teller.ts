import type { Step } from '../../../webhooks/join/page-state.ts'

export type Teller = {
  /** Reports the current readiness step. */
  tell(step: Step, detail?: string): void
  /** Reports the last step again if it did not arrive, or if the server may have dropped it. */
  tellAgain(isForgotten: boolean): void
  /** Reports `left` when the page closes, if it has reported a step before. */
  leave(): void
}

type Told = { readonly step: Step; readonly detail?: string | undefined }

/** Reports readiness steps, and remembers the last one: during a break the server may have treated the page as gone. */
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
