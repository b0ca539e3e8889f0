import { useApp, useTexts } from './app-context.ts'
import { BoardPage } from './board/board-page.tsx'
import { FailuresPage } from './failures/failures-page.tsx'
import { NumbersPage } from './numbers/numbers-page.tsx'
import { addressOf, type Route } from './route.ts'
import { EscalationPage } from './timeline/escalation-page.tsx'
import { RefusedPage, SignInPage } from './ui/sign-in-page.tsx'
import { StreamState } from './ui/stream-state.tsx'

/** Shows the page of the current route; without a session only the sign-in page. */
export function CurrentPage() {
  const { session, board } = useApp()
  if (!session.token.value) return <SignInPage />
  if (board.isRefused.value) return <RefusedPage />
  return (
    <>
      <Header />
      <Place />
    </>
  )
}

function Header() {
  const { start, session } = useApp()
  const texts = useTexts()
  return (
    <header class="header">
      <p class="brand">{start.brand ?? texts.escalation}</p>
      <nav class="nav" aria-label={texts.title}>
        <NavLink to={{ is: 'board' }} text={texts.board} />
        <NavLink to={{ is: 'failures' }} text={texts.failures} />
        <NavLink to={{ is: 'numbers' }} text={texts.numbers} />
      </nav>
      <StreamState />
      <button type="button" class="button quiet" data-action="sign-out" onClick={session.end}>
        {texts.signOut}
      </button>
    </header>
  )
}

function NavLink({ to, text }: { readonly to: Route; readonly text: string }) {
  const { route } = useApp()
  const isHere = route.value.is === to.is
  return (
    <a href={addressOf(to)} class="nav-link" {...(isHere && { 'aria-current': 'page' as const })}>
      {text}
    </a>
  )
}

function Place() {
  const route = useApp().route.value
  switch (route.is) {
    case 'board':
      return <BoardPage />
    case 'failures':
      return <FailuresPage />
    case 'numbers':
      return <NumbersPage />
    case 'escalation':
      return <EscalationPage key={route.id} id={route.id} />
  }
}
