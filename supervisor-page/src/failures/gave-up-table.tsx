import type { GaveUp } from '../../../src/projections/history.ts'
import { useTexts } from '../app-context.ts'
import { addressOf } from '../route.ts'
import { When } from '../ui/when.tsx'

/** The effects that were given up after Twilio refused them. */
export function GaveUpTable({ gaveUp }: { readonly gaveUp: readonly GaveUp[] }) {
  const texts = useTexts()
  return (
    <section aria-labelledby="gave-up">
      <h2 id="gave-up">{texts.gaveUpTitle}</h2>
      <p class="hint">{texts.gaveUpLead}</p>
      {gaveUp.length === 0 ? (
        <p class="empty">{texts.gaveUpNone}</p>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{texts.when}</th>
              <th scope="col">{texts.entryWhat}</th>
              <th scope="col" class="number">
                {texts.code}
              </th>
              <th scope="col">{texts.escalation}</th>
            </tr>
          </thead>
          <tbody>
            {gaveUp.map((each) => (
              <tr key={`${each.at} ${each.key} ${each.effect}`}>
                <td data-label={texts.when}>
                  <When at={each.at} />
                </td>
                <td data-label={texts.entryWhat}>{each.effect}</td>
                <td data-label={texts.code} class="number">
                  {each.code ?? '–'}
                </td>
                <td data-label={texts.escalation}>
                  {each.about ? <a href={addressOf({ is: 'escalation', id: each.about })}>{each.about}</a> : each.key}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
