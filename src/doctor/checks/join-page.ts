import { answerText, ask } from '../ask.ts'
import type { Check } from '../check.ts'
import { noServer, serverOf } from '../server-of.ts'

/** Loads the customers' page and its files as a browser would. */
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
    const got = await Promise.all(assets.map(async (each) => ({ each, file: await ask(new URL(each, page).href) })))
    return got.flatMap(({ each, file }) =>
      !('why' in file) && file.status === 200 && !file.type.startsWith('text/html')
        ? []
        : [
            {
              what: `The customers' page loads ${each}, which is not there: ${answerText(file)}`,
              todo: 'Build the page again with `npm run build`; a proxy must forward everything under /j/.',
            },
          ],
    )
  },
}

/** Scripts and styles; preloads are scripts. */
const assetsIn = (html: string): readonly string[] =>
  [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, path = '']) => path)
