import { useEffect } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { Announced } from '../../ui/announced.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Shows how good the network is for a call, and what to do if it is not. Joining is possible whatever it says. */
export function Connection() {
  const { network, texts } = useApp()
  const t = texts.value
  useTest()
  switch (network.is.value) {
    case undefined:
      return network.isTesting.value ? <Status is="testing" icon="globe" words={t.networkTesting} /> : null
    case 'good':
      return <Status is="good" icon="check" words={t.networkGood} />
    case 'weak':
      return <Status is="weak" icon="warning" words={`${t.weakTitle}. ${t.networkWeakHint}`} isAnnounced />
    case 'blocked':
      return <Blocked />
  }
}

type StatusProps = {
  readonly is: string
  readonly icon: 'globe' | 'check' | 'warning'
  readonly words: string
  readonly isAnnounced?: true
}

const Status = ({ is, icon, words, isAnnounced }: StatusProps) => (
  <p class={`level network-${is}`} data-network={is}>
    <Icon name={icon} />
    <span class="level-words">{words}</span>
    {isAnnounced && <Announced text={words} />}
  </p>
)

function Blocked() {
  const { network, texts } = useApp()
  const t = texts.value
  const words = `${t.networkBlockedHint} ${t.networkJoinAnyway}`
  const again = (
    <Button action="test-network" isBusy={network.isTesting.value} onClick={network.test}>
      {t.tryAgain}
    </Button>
  )
  return (
    <div data-network="blocked">
      <Notice tone="warning" title={t.networkSeemsBlocked} actions={again}>
        {words}
        <Announced text={`${t.networkSeemsBlocked}. ${words}`} />
      </Notice>
    </div>
  )
}

/** Tests the network, unless the last result was good, and again when the network changes. */
function useTest(): void {
  const { network } = useApp()
  useEffect(() => {
    if (network.is.peek() !== 'good') network.test()
    addEventListener('online', network.test)
    return () => removeEventListener('online', network.test)
  }, [])
}
