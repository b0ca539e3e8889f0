import { describe, expect, it } from 'vitest'
import { createAnnouncer } from '../../join-page/src/ui/announcer.ts'

/** A clock that the test moves. */
function turned() {
  let now = 0
  let alarms: readonly { readonly at: number; readonly then: () => void }[] = []
  const announcer = createAnnouncer({
    now: () => now,
    after: (ms, then) => {
      alarms = [...alarms, { at: now + ms, then }]
    },
  })
  const pass = (ms: number) => {
    now += ms
    const due = alarms.filter(({ at }) => at <= now)
    alarms = alarms.filter(({ at }) => at > now)
    for (const { then } of due) then()
  }
  return { ...announcer, pass }
}

describe('the page’s announcer', () => {
  it('says everything of two seconds at once, each text once', () => {
    const { announce, said, pass } = turned()
    announce('Ana joined.')
    pass(1_900)
    announce('Muted.')
    announce('Ana joined.')
    expect(said.value.polite).toBe('')
    pass(100)
    expect(said.value.polite).toBe('Ana joined. Muted.')
  })

  it('pauses three seconds between two announcements', () => {
    const { announce, said, pass } = turned()
    announce('one')
    pass(2_000)
    announce('two')
    pass(2_900)
    expect(said.value.polite).toBe('one')
    pass(100)
    expect(said.value.polite).toBe('two')
  })

  it('says urgent texts at once, and lets the others wait', () => {
    const { announce, said, pass } = turned()
    announce('polite')
    announce('The call has ended.', true)
    expect(said.value).toEqual({ polite: '', urgent: 'The call has ended.' })
    pass(2_000)
    expect(said.value).toEqual({ polite: 'polite', urgent: 'The call has ended.' })
  })

  it('adds a space to a repeated text, so that it is read again', () => {
    const { announce, said } = turned()
    announce('Try again.', true)
    const first = said.value.urgent
    announce('Try again.', true)
    expect(said.value.urgent).not.toBe(first)
    expect(said.value.urgent.trim()).toBe(first)
  })
})
