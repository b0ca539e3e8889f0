import { useApp, useTexts } from '../app-context.ts'

/** Shown without a session. Points to Flex, or to the contact centre's own sign-in address. */
export function SignInPage() {
  const { start } = useApp()
  const texts = useTexts()
  const address =
    start.loginUrl && `${start.loginUrl}?return=${encodeURIComponent(location.origin + location.pathname)}`
  return (
    <main class="card" data-page="sign-in">
      <h1>{texts.signInTitle}</h1>
      <p>{texts.signInLead}</p>
      {address && (
        <a class="button primary" data-action="sign-in" href={address}>
          {texts.signIn}
        </a>
      )}
    </main>
  )
}

/** Shown if the signed-in user's role has no access. */
export function RefusedPage() {
  const { session } = useApp()
  const texts = useTexts()
  return (
    <main class="card" data-page="refused">
      <h1>{texts.refusedTitle}</h1>
      <p>{texts.refusedLead}</p>
      <button
        type="button"
        class="button primary"
        data-action="sign-out"
        onClick={() => {
          session.end()
          location.reload()
        }}
      >
        {texts.signOut}
      </button>
    </main>
  )
}
