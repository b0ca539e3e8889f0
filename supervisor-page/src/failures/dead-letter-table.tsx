import { fill } from '../../../client-shared/fill.ts'
import type { DeadLetter } from '../../../src/engine/dead-letters.ts'
import { useTexts } from '../app-context.ts'
import { When } from '../ui/when.tsx'

type Props = { readonly total: number; readonly jobs: readonly DeadLetter[]; readonly retry: (job: DeadLetter) => void }

/** The dead letters, each with a button that tries it again. */
export function DeadLetterTable({ total, jobs, retry }: Props) {
  const texts = useTexts()
  return (
    <section aria-labelledby="dead-letters">
      <h2 id="dead-letters">{texts.deadLettersTitle}</h2>
      <p class="hint">
        {texts.deadLettersLead} {total > jobs.length && fill(texts.deadLettersMore, { shown: jobs.length, total })}
      </p>
      {jobs.length === 0 ? (
        <p class="empty">{texts.deadLettersNone}</p>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{texts.when}</th>
              <th scope="col">{texts.queue}</th>
              <th scope="col">{texts.entryWhat}</th>
              <th scope="col">{texts.reason}</th>
              <th scope="col" class="number">
                {texts.tries}
              </th>
              <th scope="col">
                <span class="visually-hidden">{texts.retry}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <tr key={`${job.queue} ${job.id}`} data-job={job.id}>
                <td data-label={texts.when}>
                  <When at={job.failedAt} />
                </td>
                <td data-label={texts.queue}>{job.queue}</td>
                <td data-label={texts.entryWhat}>
                  {job.name}
                  <span class="sub">{job.keys.join(', ')}</span>
                </td>
                <td data-label={texts.reason}>{job.reason}</td>
                <td data-label={texts.tries} class="number">
                  {job.tries}
                </td>
                <td class="action">
                  <button type="button" class="button small" data-action="retry" onClick={() => retry(job)}>
                    {texts.retry}
                    <span class="visually-hidden"> {job.name}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
