import { useSignal } from '@preact/signals'
import { fill } from '../../../client-shared/fill.ts'
import { useApp } from '../app-context.ts'
import type { Rating } from '../server/api.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type Issue, RatingIssues } from './rating-issues.tsx'
import { RatingStars } from './rating-stars.tsx'

type RatingFormProps = {
  readonly isSending: boolean
  readonly hasFailed: boolean
  readonly onSend: (rating: Rating) => void
  readonly onSkip: () => void
}

/** The server's limit. */
const longest = 1_000
/** Up to this many stars the form asks what went wrong. */
const bad = 3

/** Asks for stars first; the other questions appear after that answer. */
export function RatingForm({ isSending, hasFailed, onSend, onSkip }: RatingFormProps) {
  const t = useApp().texts.value
  const stars = useSignal(0)
  const issues = useSignal<readonly Issue[]>([])
  const comment = useSignal('')
  const send = () =>
    onSend({ stars: stars.value, issues: stars.value <= bad ? issues.value : [], comment: comment.value.trim() })
  return (
    <section class="rating">
      <RatingStars value={stars.value} onChange={(value) => (stars.value = value)} />
      {stars.value > 0 && (
        <>
          {stars.value <= bad && <RatingIssues value={issues.value} onChange={(value) => (issues.value = value)} />}
          <TextField
            label={t.ratingComment}
            value={comment.value}
            maxLength={longest}
            left={(count) => fill(t.ratingCommentLeft, { count })}
            onInput={(value) => (comment.value = value)}
          />
          {hasFailed && <Notice tone="error">{t.ratingFailed}</Notice>}
          <div class="rating-actions">
            <Button action="rate" kind="primary" isBusy={isSending} onClick={send}>
              {t.ratingSend}
            </Button>
            <Button action="skip-rating" kind="quiet" onClick={onSkip}>
              {t.ratingSkip}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
