import { useApp } from '../app-context.ts'
import type { Texts } from '../texts/texts.ts'

/** The server's names of issues, with their texts. */
const issues = {
  'no-sound-heard': 'issueNoSound',
  'not-heard': 'issueNotAudible',
  blurry: 'issueBlurry',
  frozen: 'issueFrozen',
  'no-picture': 'issueNoPicture',
  'not-seen': 'issueNotSeen',
  'out-of-sync': 'issueOutOfSync',
  other: 'issueOther',
} as const satisfies Readonly<Record<string, keyof Texts>>

export type Issue = keyof typeof issues

// The compiler does not see that the object has only the keys of its type.
const everyIssue = Object.keys(issues) as readonly Issue[]

type RatingIssuesProps = { readonly value: readonly Issue[]; readonly onChange: (issues: readonly Issue[]) => void }

/** Checkboxes for what went wrong. */
export function RatingIssues({ value, onChange }: RatingIssuesProps) {
  const t = useApp().texts.value
  const toggle = (issue: Issue) =>
    onChange(value.includes(issue) ? value.filter((each) => each !== issue) : [...value, issue])
  return (
    <fieldset class="issues">
      <legend>{t.ratingIssues}</legend>
      {everyIssue.map((issue) => (
        <label key={issue} class="issue">
          <input type="checkbox" checked={value.includes(issue)} onChange={() => toggle(issue)} />
          <span>{t[issues[issue]]}</span>
        </label>
      ))}
    </fieldset>
  )
}
