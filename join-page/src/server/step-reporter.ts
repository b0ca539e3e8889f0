import type { Step } from '../../../webhooks/join/page-state.ts'

export type StepReporter = {
  /** Reports the current readiness step. */
  reportStep(step: Step, detail?: string): void
  /** Reports the last step again if it did not arrive, or if the server may have dropped it. */
  reportStepAgain(isForgotten: boolean): void
  /** Reports `left` when the page closes, if it has reported a step before. */
  leave(): void
}

type Report = { readonly step: Step; readonly detail?: string | undefined }

/** Reports readiness steps, and remembers the last one: during a break the server may have treated the page as gone. */
export function createStepReporter(send: (report: Report) => Promise<boolean>): StepReporter {
  let last: Report | undefined
  let hasArrived = true
  const say = async (report: Report) => {
    last = report
    hasArrived = true
    const got = await send(report)
    if (last === report) hasArrived = got
  }
  return {
    reportStep: (step, detail) => void say({ step, detail }),
    reportStepAgain(isForgotten) {
      if (last && (isForgotten || !hasArrived)) void say({ ...last })
    },
    leave() {
      if (last && last.step !== 'left') void say({ step: 'left', detail: 'closed' })
    },
  }
}
