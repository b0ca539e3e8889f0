import { useSignal } from '@preact/signals'
import type { DeadLetter } from '../../../src/engine/dead-letters.ts'
import type { GaveUp } from '../../../src/projections/history.ts'
import { useApp, useTexts } from '../app-context.ts'
import { ask } from '../server/ask.ts'
import { refusalText } from '../texts/word.ts'
import { useRequest } from '../ui/use-request.ts'
import { DeadLetterTable } from './dead-letter-table.tsx'
import { GaveUpTable } from './gave-up-table.tsx'

type Failures = { readonly total: number; readonly jobs: readonly DeadLetter[]; readonly gaveUp: readonly GaveUp[] }

/** Shows the jobs that cannot go on without a person, and the effects that were given up. */
export function FailuresPage() {
  const { session } = useApp()
  const texts = useTexts()
  const requests = useSignal(0)
  const said = useSignal('')
  const found = useRequest(async () => {
    const answer = await ask<Failures>({ session, path: '/failures' })
    return answer.ok ? answer.body : undefined
  }, [requests.value])

  const again = () => {
    requests.value += 1
  }

  async function retry({ queue, id }: DeadLetter): Promise<void> {
    const answer = await ask({ session, path: '/failures/retry', json: { queue, id } })
    said.value = answer.ok ? texts.retried : refusalText(texts, answer.problem.code)
    again()
  }

  /** Opens Bull Board, which needs a cookie for its own files. The server gives one for a token, for that path only. */
  async function openQueues(): Promise<void> {
    const answer = await ask<{ readonly path: string }>({ session, path: '/queues-pass', json: {} })
    if (answer.ok) location.assign(answer.body.path)
    else said.value = refusalText(texts, answer.problem.code)
  }

  return (
    <main class="page" data-page="failures">
      <h1>{texts.failures}</h1>
      <div class="actions">
        <button type="button" class="button" data-action="refresh" onClick={again}>
          {texts.refresh}
        </button>
        <button type="button" class="button" data-action="queues" onClick={openQueues}>
          {texts.openQueues}
        </button>
      </div>
      <p role="status">{said.value}</p>
      {found.is === 'asking' && <p>{texts.loading}</p>}
      {found.is === 'failed' && <p role="alert">{texts.noConnection}</p>}
      {found.is === 'there' && (
        <>
          <DeadLetterTable total={found.it.total} jobs={found.it.jobs} retry={retry} />
          <GaveUpTable gaveUp={found.it.gaveUp} />
        </>
      )}
    </main>
  )
}
