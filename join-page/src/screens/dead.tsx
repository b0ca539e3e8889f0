import { useApp } from '../app-context.ts'
import type { DeadEnd } from '../journey/model.ts'
import { useIsBlocked } from '../network/use-is-blocked.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { AskLink } from './ask-link.tsx'
import { deadWords } from './dead-words.ts'
import { Rating } from './rating.tsx'

type DeadProps = {
  readonly why: DeadEnd
  /** Whether the network has blocked video. */
  readonly isBlocked?: boolean
}

/** A dead end, with its next step. */
export function Dead({ why }: DeadProps) {
  return why === 'connection' ? <ConnectionLost /> : <End why={why} />
}

/** Needs the state of the call. The server has none, but never renders this dead end, because a call precedes it. */
function ConnectionLost() {
  return <End why="connection" isBlocked={useIsBlocked()} />
}

function End({ why, isBlocked = false }: DeadProps) {
  const { texts, journey } = useApp()
  const t = texts.value
  const { server } = journey.value
  const isAgent = server !== undefined && server.role !== 'customer'
  const words = deadWords(why, server, isBlocked)
  return (
    <Card
      key={why}
      screen="dead"
      icon={words.icon}
      tone={words.tone}
      title={t[words.title]}
      lead={t[isAgent ? words.agentLead : words.lead]}
      actions={way(words.way, isAgent)}
    >
      {isOver(why) && <Rating />}
    </Card>
  )
}

/** Whether the call is over, so that it can be rated. */
const isOver = (why: DeadEnd) => why === 'ended' || why === 'agent-gone' || why === 'time-up'

function way(way: 'ask-link' | 'rejoin' | 'move' | undefined, isAgent: boolean) {
  switch (way) {
    case 'ask-link':
      return isAgent ? undefined : <AskLink />
    case 'rejoin':
      return <Rejoin />
    case 'move':
      return <UseHere />
    case undefined:
      return undefined
  }
}

function Rejoin() {
  const { texts, dispatch } = useApp()
  return (
    <Button action="rejoin" kind="primary" onClick={() => dispatch({ type: 'rejoin.pressed' })}>
      {texts.value.tryAgain}
    </Button>
  )
}

function UseHere() {
  const { texts, dispatch } = useApp()
  return (
    <Button action="move" kind="primary" onClick={() => dispatch({ type: 'move.pressed' })}>
      {texts.value.useHere}
    </Button>
  )
}
