import type { Page } from 'playwright-core'

/** Drives the genuine Flex desktop as an agent does: presses visible controls and reads the screen. */
export type FlexDesktop = ReturnType<typeof flexDesktop>

// Flex is 18 MB of script, which a busy machine parses slowly.
const openWithinMs = 90_000
const withinMs = 20_000

/** `simulatorUrl` is a simulator with the Flex shell. */
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
    /** Signs in as a seeded worker, by name or SID, and waits until the desktop and its plugins have loaded. */
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
    /** Accepts an offer. Flex then selects the task. */
    async accepts(name: string): Promise<void> {
      await task(name).getByTestId('accept-task').click({ timeout: withinMs })
      await composer.waitFor({ timeout: withinMs })
    },
    rejects: (name: string) => task(name).getByTestId('reject-task').click({ timeout: withinMs }),
    reads: (text: string) => message(text).first().waitFor({ timeout: withinMs }),
    readsNot: (text: string) => message(text).first().waitFor({ state: 'detached', timeout: withinMs }),
    /** Types into the composer key by key, as a person does, because Flex sends typing events. */
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
    /** Moves the selected task from live to wrap-up. */
    ends: () => page.getByTestId('end-task-button').click({ timeout: withinMs }),
    completes: () => header.getByRole('button', { name: /^complete$/i }).click({ timeout: withinMs }),
    /** Evaluates an expression over `flex`, the state of Flex's own store. */
    state: <T>(expression: string): Promise<T> =>
      page.evaluate(`((flex) => (${expression}))(Twilio.Flex.Manager.getInstance().store.getState().flex)`),
  }
}
