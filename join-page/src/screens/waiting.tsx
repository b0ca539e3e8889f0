import { fill } from '../../../client-shared/fill.ts'
import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Filled } from '../ui/filled.tsx'
import { Name } from '../ui/name.tsx'
import { presentable } from '../ui/presentable.ts'
import { DeviceAnnouncements } from './devices/device-announcements.tsx'
import { DeviceChanged } from './devices/device-changed.tsx'
import { Help } from './devices/help.tsx'
import { LevelMeter } from './devices/level-meter.tsx'
import { Preview } from './devices/preview.tsx'
import { Toggles } from './devices/toggles.tsx'
import { useNow } from './devices/use-now.ts'
import { useTroubles } from './devices/use-troubles.ts'
import { waited } from './devices/waited.ts'
import { waitingWords } from './devices/waiting-words.ts'

/** The waiting room. The journey moves on by itself; this screen only makes the wait easier. */
export function Waiting({ since }: { readonly since: number }) {
  const { journey, texts, dispatch } = useApp()
  const t = texts.value
  const { agentName: owner = '', connecting } = journey.value.server ?? {}
  const agentName = connecting?.name ?? owner
  const troubles = useTroubles()
  const { title, lead, isAnnounced } = waitingWords(journey.value.server)
  return (
    <Card
      screen="waiting"
      title={<Filled text={t[title]} values={{ name: <Name of={agentName} /> }} />}
      lead={t[lead]}
      actions={
        <Button action="leave" onClick={() => dispatch({ type: 'leave.pressed' })}>
          {t.leave}
        </Button>
      }
      footnote={t.waitingNotYet}
    >
      {isAnnounced && <Announced text={`${fill(t[title], { name: presentable(agentName) })}. ${t[lead]}`} />}
      <Time since={since} isPatient={!isAnnounced} />
      <div class="waiting-self">
        <Preview isSmall />
        <Toggles />
        <LevelMeter />
      </div>
      <DeviceChanged />
      {troubles.map((trouble) => (
        <Help key={trouble.what} trouble={trouble} />
      ))}
      <DeviceAnnouncements />
    </Card>
  )
}

/** The time waited; after a minute also a text that the customer is not forgotten. */
function Time({ since, isPatient }: { readonly since: number; readonly isPatient: boolean }) {
  const { journey, language, texts } = useApp()
  const t = texts.value
  const time = waited(useNow(5_000) - since, language.locale.value)
  const name = presentable(journey.value.server?.agentName || t.theAgent)
  const isLong = time !== undefined && isPatient && journey.value.server?.role !== 'agent'
  return (
    <div class="waiting-time">
      <p class="waiting-clock">
        <span class="waiting-pulse" aria-hidden="true" />
        {time ? fill(t.waitingTime, { time }) : t.waitingJustNow}
      </p>
      {isLong && (
        <p>
          <Filled text={t.waitingLong} values={{ name: <Name of={name} /> }} />
          <Announced text={fill(t.waitingLong, { name })} />
        </p>
      )}
    </div>
  )
}
