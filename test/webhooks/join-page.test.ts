import { afterEach, describe, expect, it, vi } from 'vitest'
import { agents } from '../join-page/user-agents.ts'
import { aHouse, linkTo } from '../support/a-house.ts'
import { startIn } from '../support/a-start.ts'
import { anApp } from '../support/an-app.ts'
import { anAssignment } from '../support/an-assignment.ts'
import { anOpenVideo, type OpenVideo } from '../support/an-open-video.ts'

afterEach(() => void vi.useRealTimers())

const desktop = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0'
const bots = [
  'WhatsApp/2.23.20.0 A',
  'WhatsApp/2.24.13.77 i',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'facebookexternalhit/1.1;line-poker/1.0',
  'Mozilla/5.0 (compatible; meta-externalagent/1.1; +https://developers.facebook.com/docs/sharing/webmasters/crawler)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'Slackbot 1.0 (+https://api.slack.com/robots)',
  'Twitterbot/1.0',
  'TelegramBot (like TwitterBot)',
  'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
  'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
  'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
  'curl/8.5.0',
]

/** The states of a link, and the status of each one's page. */
const links: readonly [string, number, (video: OpenVideo) => Promise<unknown>][] = [
  ['open', 200, async () => {}],
  [
    'removed',
    403,
    async ({ comes, send, pass }) => {
      await comes('agent')
      await send('command', { command: 'remove' }, await pass())
    },
  ],
  ['revoked', 410, ({ ada, id }) => ada.post(`/escalations/${id}/revoke`)],
  ['ended', 410, ({ ada, id }) => ada.post(`/escalations/${id}/end`)],
  ['expired', 410, async () => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 3600_000 + 1 })],
]

describe('the page contains what its first screen needs', () => {
  it.each(links)('of a link that is %s, with status %i', async (link, status, become) => {
    const video = await anOpenVideo()
    await become(video)
    const answer = await video.look(undefined, { 'user-agent': desktop })
    expect(answer.status).toBe(status)
    const start = startIn(await answer.text())
    expect(start).toEqual({ state: await video.sees(), home: '/j/', brand: { name: 'Video call' } })
    expect(start.state).toMatchObject({ role: 'customer', link })
  })

  it('of an unknown link, with 404', async () => {
    const answer = await anApp().app.request('/j/nothing-of-ours')
    expect(answer.status).toBe(404)
    expect(startIn(await answer.text())).toMatchObject({ state: { link: 'unknown' } })
  })

  it('of an agent, with /j/agent as the address for a reload', async () => {
    const { look, pass } = await anOpenVideo()
    const answer = await look(await pass())
    expect(startIn(await answer.text())).toMatchObject({ state: { role: 'agent', link: 'open' }, home: '/j/agent' })
  })

  it('with the locale of the task and the agent’s display name', async () => {
    const house = aHouse()
    await house.accepts(anAssignment({ locale: 'pt-BR', displayName: 'Ada' }))
    const made = await house.as('ada').post('/escalations', { taskSid: anAssignment().taskSid })
    const { id } = (await made.json()) as { id: string } // our own answer
    const start = startIn(await (await house.app.request(linkTo(id))).text())
    expect(start).toMatchObject({ locale: 'pt-BR', state: { agentName: 'Ada' } })
  })

  it.each(['microphone', 'camera', 'none'] as const)('with the devices at the start: %s', async (devicesAtStart) => {
    const { look, pass } = await anOpenVideo({}, { devicesAtStart })
    for (const path of [undefined, await pass(), '/j/', '/j/agent'])
      expect(startIn(await (await look(path)).text())).toMatchObject({ devices: devicesAtStart })
  })

  it('with the configured name, colour and logo', async () => {
    const brand = { name: 'Ada & Söhne', color: '#0a5fd8', logo: '/j/logo' }
    const { look } = await anOpenVideo({}, { brand })
    expect(startIn(await (await look()).text())).toMatchObject({ brand })
  })

  it.each(['/j/', '/j/agent'])('at %s, the address of a reload, without any state', async (path) => {
    const answer = await anApp().app.request(path)
    expect(answer.status).toBe(200)
    expect(startIn(await answer.text())).toEqual({ home: path, brand: { name: 'Video call' } })
  })

  it('and a hundred reloads do not count as bad tries', async () => {
    const { app } = anApp()
    for (let n = 0; n < 50; n++) {
      expect((await app.request('/j/')).status).toBe(200)
      expect((await app.request('/j/agent')).status).toBe(200)
    }
    expect((await app.request('/j/guess')).status).toBe(404)
  })

  it('and twenty requests for missing assets do not count as bad tries', async () => {
    const { app } = anApp()
    for (let n = 0; n < 20; n++) expect((await app.request(`/j/assets/gone-${n}.js`)).status).toBe(404)
    expect((await app.request('/j/guess')).status).toBe(404)
  })
})

describe('text in the page stays text', () => {
  it.each([
    '</script><script>alert(1)</script>',
    '<!--<script>',
    ']]>',
    '$& $1 $$ $`',
    '\u2028\u2029',
    '"\\" \\u003c',
    '&lt;&quot;',
  ])('%j', async (name) => {
    const house = aHouse({}, { brand: { name } })
    await house.accepts(anAssignment({ displayName: name }))
    const made = await house.as('ada').post('/escalations', { taskSid: anAssignment().taskSid })
    const { id } = (await made.json()) as { id: string } // our own answer
    const page = await (await house.app.request(linkTo(id))).text()
    expect(startIn(page)).toMatchObject({ brand: { name }, state: { agentName: name } })
    expect(page.match(/<script/gi)).toHaveLength(1)
    expect(page.match(/<\/script/gi)).toHaveLength(1)
    expect(page).not.toContain('<!--')
    expect(page.endsWith('</head><body></body></html>')).toBe(true)
  })

  it('markup in the title', async () => {
    const { look } = await anOpenVideo({}, { brand: { name: '</title><script>alert(1)</script>' } })
    const page = await (await look()).text()
    expect(page.match(/<script/gi)).toHaveLength(1)
    expect(page).toContain('<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>')
  })
})

describe('every client of a link gets the same page, and changes nothing', () => {
  it.each([...bots.map((bot) => [bot, bot]), ...agents.map(([name, agent]) => [name, agent])])(
    '%s',
    async (_, agent) => {
      const { house, look } = await anOpenVideo()
      const writes = house.store.writes()
      const answer = await look(undefined, { 'user-agent': agent })
      expect(answer.status).toBe(200)
      expect(await answer.text()).toBe(await (await look(undefined, { 'user-agent': desktop })).text())
      expect(house.store.writes()).toBe(writes)
    },
  )

  it('without a user agent', async () => {
    const { look } = await anOpenVideo()
    expect(startIn(await (await look()).text()).state).toMatchObject({ link: 'open' })
  })
})
