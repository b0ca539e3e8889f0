import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import type { Rating as GivenRating } from '../server/api.ts'
import { Notice } from '../ui/notice.tsx'
import { fetchRoom } from './late-room.tsx'
import type { RatingForm } from './rating-form.tsx'

type Sending = 'not-yet' | 'on-its-way' | 'thanks' | 'failed' | 'skipped'

/** Asks a customer who was in the room for a rating, once. It comes last on the page, and is optional. */
export function Rating() {
  const { texts, journey, api, announce } = useApp()
  const t = texts.value
  const { server, hasJoined } = journey.value
  const sending = useSignal<Sending>('not-yet')
  // The room's chunk contains the form. Without it the page works, and asks for no rating.
  const form = useSignal<typeof RatingForm | undefined>(undefined)
  useEffect(() => {
    if (hasJoined)
      fetchRoom().then(
        (room) => (form.value = room.RatingForm),
        () => {},
      )
  }, [hasJoined])
  if (sending.value === 'thanks')
    return (
      <Notice tone="good" takesFocus>
        {t.ratingThanks}
      </Notice>
    )
  // Comes after the thanks, because the server also reports the page's own rating as `isRated`.
  if (sending.value === 'skipped' || !hasJoined || server?.role !== 'customer' || server.isRated) return null
  const send = async (rating: GivenRating) => {
    sending.value = 'on-its-way'
    const answer = await api.rate(rating)
    sending.value = answer.ok ? 'thanks' : 'failed'
    announce(answer.ok ? t.ratingThanks : t.ratingFailed, !answer.ok)
  }
  const skip = () => {
    sending.value = 'skipped'
  }
  const Form = form.value
  return (
    Form && (
      <Form
        isSending={sending.value === 'on-its-way'}
        hasFailed={sending.value === 'failed'}
        onSend={send}
        onSkip={skip}
      />
    )
  )
}
