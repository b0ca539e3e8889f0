import { openBrowser } from '../browser.ts'
import type { Stack } from '../stack.ts'
import { agentPage } from './agent-page.ts'
import { leavesNothingOpen } from './closing.ts'
import { meet } from './meet.ts'
import { acceptsChat, asksForVideo, type Invited } from './opening.ts'
import { expectStatus, expectThat, openScene, type Scene } from './scene.ts'
import type { Seen } from './seen.ts'

/**
 * Plays the main story without a user. Verifies every step at the simulated Twilio or in the two browsers; a request
 * alone does not count.
 * @throws Error naming the first step that was not seen
 */
export async function mainStory(stack: Stack, seen: Seen): Promise<void> {
  const scene = openScene(stack, seen)
  const invited = await asksForVideo(scene, await acceptsChat(scene))
  await botsReadTheLink(scene, invited)
  await meetAndWrapUp(scene, invited)
  await leavesNothingOpen(scene, invited)
}

async function botsReadTheLink({ sim, seen, room }: Scene, { link, roomSid, conversationSid }: Invited): Promise<void> {
  for (const bot of ['WhatsApp/2.24', 'facebookexternalhit/1.1', 'Slackbot-LinkExpanding 1.0']) {
    expectStatus('a bot reads the link', 200, await fetch(link, { headers: { 'user-agent': bot } }))
  }
  expectThat('the bots changed nothing', (await room(roomSid)).participants.length === 0)
  expectThat('the bots invited nobody', (await sim.messages(conversationSid)).length === 1)
  seen('link.opened-by-bots', { effect: 'none' })
}

async function meetAndWrapUp({ sim, serverUrl, seen, saying, taskIs, room }: Scene, invited: Invited): Promise<void> {
  const { link, taskSid, workerSid, roomSid } = invited
  const browser = await openBrowser()
  try {
    const { customer, agent } = await meet(browser, {
      link,
      agentPage: async () => agentPage({ serverUrl, taskSid, flexToken: await sim.flexToken(workerSid) }),
      waiting: () => saying('waiting', taskSid),
      seen,
    })
    await saying('live', taskSid)
    const connected = (await room(roomSid)).participants.filter((each) => each.status === 'connected')
    expectThat('both are in the room that Twilio knows', connected.length === 2)
    seen('video.live', { roomSid, participants: connected.map((each) => each.sid) })

    await sim.endTask(taskSid, 'wrapup')
    await taskIs('wrapping', taskSid)
    seen('task.wrapup', { taskSid })
    await Promise.all([customer.sees('dead'), agent.sees('dead')])
    seen('pages.told', { screen: 'ended' })
  } finally {
    await browser.close()
  }
}
