import type { Page } from 'playwright-core'

/** An agent at the genuine Flex desktop, doing what agents do there: they press what they see, and look. */
export type FlexDesktop = ReturnType<typeof flexDesktop>

// Flex alone is 18 MB of script, which a busy machine takes its time to read.
const openWithinMs = 90_000
const withinMs = 20_000

/** `simulatorUrl` is a simulator that has been given the shell. */
export function flexDesktop(page: Page, simulatorUrl: string) {
  const task = (name: string) => page.getByTestId('task-item').filter({ hasText: name })
  const message = (text: string) => page.getByTestId('message-body').filter({ hasText: text })
  const composer = page.getByTestId('message-input')
  const header = page.locator('.Twilio-TaskCanvasHeader')
  return {
    page,
    task,
    message,
    composer,
    header,
    /** Signs in as a seeded worker, by name or SID, and waits until the desktop is up with its plugins. */
    async opens(worker: string): Promise<void> {
      await page.goto(`${simulatorUrl}/flex?worker=${encodeURIComponent(worker)}`, { timeout: openWithinMs })
      await page.getByTestId('activity-dropdown-button').waitFor({ timeout: openWithinMs })
    },
    async reloads(): Promise<void> {
      await page.reload({ timeout: openWithinMs })
      await page.getByTestId('activity-dropdown-button').waitFor({ timeout: openWithinMs })
    },
    sees: (name: string) => task(name).waitFor({ timeout: withinMs }),
    seesNot: (name: string) => task(name).waitFor({ state: 'detached', timeout: withinMs }),
    selects: (name: string) => task(name).click({ timeout: withinMs }),
    /** Takes an offer. Flex selects the task. */
    async accepts(name: string): Promise<void> {
      await task(name).getByTestId('accept-task').click({ timeout: withinMs })
      await composer.waitFor({ timeout: withinMs })
    },
    rejects: (name: string) => task(name).getByTestId('reject-task').click({ timeout: withinMs }),
    reads: (text: string) => message(text).first().waitFor({ timeout: withinMs }),
    readsNot: (text: string) => message(text).first().waitFor({ state: 'detached', timeout: withinMs }),
    /** Types into the composer key by key, as a person does: Flex tells of the typing. */
    async types(text: string): Promise<void> {
      await composer.click({ timeout: withinMs })
      await composer.pressSequentially(text)
    },
    sends: () => composer.press('Enter', { timeout: withinMs }),
    opensTab: (name: string) =>
      page.locator('.Twilio-TabHeader').filter({ hasText: name }).click({ timeout: withinMs }),
    async becomes(activity: string): Promise<void> {
      await page.getByTestId('activity-dropdown-button').click({ timeout: withinMs })
      await page.getByTestId('activity-menu').getByText(activity, { exact: true }).click({ timeout: withinMs })
    },
    /** From live to wrap-up. */
    ends: () => page.getByTestId('end-task-button').click({ timeout: withinMs }),
    completes: () => header.getByRole('button', { name: /^complete$/i }).click({ timeout: withinMs }),
    /** What Flex's own store holds, as an expression over `flex`. */
    state: <T>(expression: string): Promise<T> =>
      page.evaluate(`((flex) => (${expression}))(Twilio.Flex.Manager.getInstance().store.getState().flex)`),
  }
}
