import { useApp } from '../app-context.ts'
import type { Texts } from '../texts/texts.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Filled } from '../ui/filled.tsx'
import { Icon } from '../ui/icon.tsx'
import { Name } from '../ui/name.tsx'
import { Notice } from '../ui/notice.tsx'
import { LinkUntil } from './link-until.tsx'

/** Says what will happen and with whom, before the browser asks for anything. */
export function Welcome() {
  const { journey } = useApp()
  switch (journey.value.server?.role) {
    case 'agent':
      return <ForStaff title="welcomeAgentTitle" lead="welcomeAgentLead" />
    case 'supervisor':
      return <ForStaff title="welcomeSupervisorTitle" lead="welcomeSupervisorLead" />
    default:
      return <ForCustomer />
  }
}

function ForCustomer() {
  const { texts, journey, brand } = useApp()
  const t = texts.value
  const { agentName, mayRecord } = journey.value.server ?? {}
  const title = agentName ? t.welcomeTitle : brand.name ? t.welcomeTitleBrand : t.welcomeTitleOwn
  return (
    <Card
      screen="welcome"
      icon="camera"
      title={<Filled text={title} values={{ name: <Name of={agentName || brand.name || ''} /> }} />}
      lead={t.welcomeLead}
      actions={<Continue />}
      footnote={
        <>
          {t.welcomeNext}
          <LinkUntil />
        </>
      }
    >
      <ul class="points">
        <li>
          <Icon name="lock" />
          <span>{t.welcomeAsk}</span>
        </li>
        <li>
          <Icon name="people" />
          <span>{t.welcomeSee}</span>
        </li>
        <li>
          <Icon name="chat" />
          <span>{t.welcomeChat}</span>
        </li>
      </ul>
      {mayRecord && <Notice icon="record">{t.welcomeRecord}</Notice>}
    </Card>
  )
}

function ForStaff({ title, lead }: { readonly title: keyof Texts; readonly lead: keyof Texts }) {
  const { texts, journey } = useApp()
  const t = texts.value
  return (
    <Card screen="welcome" icon="camera" title={t[title]} lead={t[lead]} actions={<Continue />}>
      {journey.value.server?.mayRecord && <Notice icon="record">{t.welcomeRecord}</Notice>}
    </Card>
  )
}

function Continue() {
  const { texts, dispatch } = useApp()
  return (
    <Button action="continue" kind="primary" onClick={() => dispatch({ type: 'welcome.passed' })}>
      {texts.value.continue}
    </Button>
  )
}
