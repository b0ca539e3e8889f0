import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { describe, expect, it } from 'vitest'
import { atFlex, type hands } from './at-flex.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const { agent: hire, link, centre } = atFlex({ transfer: true })
const patience = { timeout: 30_000, interval: 300 }
const ours = ['.escalate-tab', '.escalate-request', '.escalate-button', '.escalate-suggest', '.escalate-dialog']

/** Axe's findings in the plugin's own parts, as visible now. Flex's parts are not ours to fix. */
async function findings({ page }: ReturnType<typeof hands>): Promise<readonly string[]> {
  const { violations } = await page.evaluate<AxeResults>(`axe.run(
    { include: ${JSON.stringify(ours)}.filter((each) => document.querySelector(each)).map((each) => [each]) },
    { resultTypes: ['violations'] },
  )`)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary?.slice(0, 200)}`),
  )
}

/** The names of the visible tabs in the row of the first one, from left to right. Runs in the page. */
function tabsInARow(): readonly string[] {
  const seen = [...document.querySelectorAll('.Twilio-TabHeader')].flatMap((tab) => {
    const { left, top, width, height } = tab.getBoundingClientRect()
    const isSeen = tab.contains(document.elementFromPoint(left + width / 2, top + height / 2))
    return isSeen ? [{ name: tab.textContent, left, top }] : []
  })
  return seen
    .filter(({ top }) => top === seen[0]?.top)
    .sort((one, other) => one.left - other.left)
    .map(({ name }) => name ?? '')
}

describe.each([
  [1280, true, 'Decline'],
  [1920, false, 'Invite'],
])('%i pixels wide', (width, isLight, answer) => {
  const theme = isLight ? 'light' : 'dark'
  it(`the tabs “Video room” and “People” are side by side, and axe finds nothing in them, the list and a request for video, ${theme}; “${answer}” answers the request`, {
    timeout: 150_000,
  }, async () => {
    const { agent, chat } = await hire('Cleo', { width, height: 900 })
    await agent.page.evaluate(`Twilio.Flex.Manager.getInstance().updateConfig({ theme: { isLight: ${isLight} } })`)
    await agent.page.addScriptTag({ path: axePath })
    const shot = (name: string) =>
      process.env['SCREENSHOTS']
        ? agent.page.screenshot({ path: `${process.env['SCREENSHOTS']}/${name}-${width}.png` })
        : undefined
    await centre().sim.say(chat.conversationSid, 'customer', 'Can we do a video call?')
    await agent.by('escalate-request').waitFor(patience)
    await shot('request')
    await expect.poll(() => findings(agent), patience).toEqual([])
    await agent.by('escalate-request').getByRole('button', { name: answer }).click()
    await agent.by('escalate-request').waitFor({ ...patience, state: 'detached' })
    await agent.types('/')
    await agent.page.getByRole('listbox', { name: 'Commands' }).waitFor()
    await shot('list')
    // Flex fades a tab in.
    await expect.poll(() => findings(agent), patience).toEqual([])
    await agent.composer.fill('')
    await agent.opensTab('People')
    await agent.by('escalate-person').first().waitFor()
    await shot('people')
    await expect.poll(() => findings(agent), patience).toEqual([])
    if (answer === 'Decline') await agent.button.click()
    await link(chat.conversationSid)
    await agent.opensTab('Video room')
    await agent.videoIs('invited')
    // The first two are Flex's own.
    const tabs = ['Chat', 'Info', 'Video room', 'People']
    await expect.poll(() => agent.page.evaluate(tabsInARow), patience).toEqual(tabs)
    await shot('video')
    await expect.poll(() => findings(agent), patience).toEqual([])
  })
})
