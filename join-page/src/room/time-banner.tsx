import { fill } from '../../../client-shared/fill.ts'
import { useApp } from '../app-context.ts'
import { waited } from '../screens/devices/waited.ts'
import { Announced } from '../ui/announced.tsx'
import { Notice } from '../ui/notice.tsx'

const minute = 60_000

/** Warns before the time limit of the room, at which Twilio ends the call. */
export function TimeBanner() {
  const { journey, language, texts } = useApp()
  const t = texts.value
  const { minutesLeft, role } = journey.value.server ?? {}
  if (minutesLeft === undefined) return null
  const title = fill(t.timeLeft, { time: waited(minutesLeft * minute, language.locale.value) ?? '' })
  const lead = role === 'customer' && t.deadTimeUpLead
  return (
    <Notice tone="warning" icon="clock" title={title}>
      {lead}
      <Announced text={lead ? `${title}. ${lead}` : title} />
    </Notice>
  )
}
