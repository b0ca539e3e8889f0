import { z } from 'zod'

const start = z.object({
  state: z.looseObject({ link: z.string() }).optional(),
  home: z.string(),
  brand: z.object({ name: z.string(), color: z.string().optional(), logo: z.string().optional() }),
  locale: z.string().optional(),
  devices: z.string().optional(),
})

/** The content of a page's one `#start` element, found as a browser would. */
export function startIn(page: string) {
  const [, json = '', ...more] = page.split(/<script type="application\/json" id="start">([\s\S]*?)<\/script/i)
  if (more.length > 1) throw new Error('There is more than one start')
  return start.parse(JSON.parse(json))
}
