import { answerText, ask } from '../ask.ts'
import type { Check } from '../check.ts'
import { noServer, serverOf } from '../server-of.ts'

/** The customers' page and everything it loads, as a browser would get it. */
export const joinPage: Check = {
  name: 'join page',
  needs: ['public address'],
  isOff: noServer,
  async look(account) {
    const page = `${serverOf(account).PUBLIC_URL}/j/`
    const answer = await ask(page)
    const assets = 'why' in answer ? [] : assetsIn(answer.text)
    if ('why' in answer || answer.status !== 200 || assets.length === 0) {
      return [
        {
          what: `The customers' page is not there: ${'why' in answer || answer.status !== 200 ? answerText(answer) : 'it has no script'}`,
          todo: 'Build it with `npm run build`, where the server runs, and start the server again.',
        },
      ]
    }
    const got = await Promise.all(assets.map(async (each) => ({ each, asked: await ask(new URL(each, page).href) })))
    return got.flatMap(({ each, asked }) =>
      !('why' in asked) && asked.status === 200 && !asked.type.startsWith('text/html')
        ? []
        : [
            {
              what: `The customers' page loads ${each}, which is not there: ${answerText(asked)}`,
              todo: 'Build the page again with `npm run build`; a proxy must pass everything under /j/ on.',
            },
          ],
    )
  },
}

/** Scripts and styles; preloads are scripts. */
const assetsIn = (html: string): readonly string[] =>
  [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, path = '']) => path)
