import { useApp } from './app-context.ts'
import { Choose } from './screens/choose.tsx'
import { Dead } from './screens/dead.tsx'
import { Joining } from './screens/joining.tsx'
import { LateGate } from './screens/late-gate.tsx'
import { LateRoom } from './screens/late-room.tsx'
import { Left } from './screens/left.tsx'
import { Loading } from './screens/loading.tsx'
import { Move } from './screens/move.tsx'
import { Waiting } from './screens/waiting.tsx'
import { Welcome } from './screens/welcome.tsx'

/** Shows one screen at a time, as the journey says. */
export function CurrentScreen() {
  const { screen } = useApp().journey.value
  switch (screen.is) {
    case 'loading':
      return <Loading />
    case 'gate':
      return <LateGate browser={screen.browser} />
    case 'welcome':
      return <Welcome />
    case 'choose':
      return <Choose />
    case 'move':
      return <Move />
    case 'waiting':
      return <Waiting since={screen.since} />
    case 'joining':
      return <Joining />
    case 'room':
      return <LateRoom />
    case 'left':
      return <Left />
    case 'dead':
      return <Dead why={screen.why} />
  }
}
