import { fill } from '../../../client-shared/fill.ts'
import { useApp } from '../app-context.ts'
import { connectingWords } from '../screens/devices/waiting-words.ts'
import { Announced } from '../ui/announced.tsx'
import { Filled } from '../ui/filled.tsx'
import { Name } from '../ui/name.tsx'
import { Notice } from '../ui/notice.tsx'
import { presentable } from '../ui/presentable.ts'

/** Shown after an agent handed the customer over, until the next agent is in the room. */
export function ConnectingBanner() {
  const { journey, texts } = useApp()
  const t = texts.value
  const { connecting } = journey.value.server ?? {}
  if (!connecting) return null
  const title = t[connectingWords(connecting).title]
  const { name = '' } = connecting
  return (
    <Notice icon="people" title={<Filled text={title} values={{ name: <Name of={name} /> }} />}>
      {t.connectingLead}
      <Announced text={`${fill(title, { name: presentable(name) })} ${t.connectingLead}`} />
    </Notice>
  )
}
