import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { locales } from '../../flex-plugin/src/texts/locales.ts'
import { builtPlugin } from '../../tools/plugin-build.ts'

let script = ''
beforeAll(async () => {
  script = await builtPlugin()
}, 60_000)

/** The page of Flex as a plugin's script finds it. */
function page(twilio: object, source = script) {
  const context = createContext({ React: {}, ReactDOM: {}, Twilio: twilio, AbortController, URL })
  runInContext('globalThis.window = globalThis', context)
  runInContext(source, context)
  return context
}
const init = (all: unknown[]) => ({ Plugins: { init: (plugin: unknown) => all.push(plugin) } })

describe('the other languages', () => {
  it('are two files of less than 3 KiB (gzip) each beside the script, or all in one of less than 40 KiB', async () => {
    for (const tag of ['de', 'es', 'fr', 'ja', 'pt-BR'] as const) {
      const file = await builtPlugin(tag)
      expect(gzipSync(file).length).toBeLessThan(3 * 1024)
      expect(script).not.toContain(locales[tag].texts.leaveTitle)
      const page = createContext({})
      runInContext(file, page)
      expect(page['escalateWords']).toEqual({ [tag]: locales[tag].texts })
      const late = await builtPlugin(`${tag}.late`)
      expect(gzipSync(late).length).toBeLessThan(3 * 1024)
      runInContext(late, page)
      expect(page['escalateWords']).toEqual({ [tag]: locales[tag].texts, [`${tag}.late`]: locales[tag].late })
    }
    const all: unknown[] = []
    const whole = await builtPlugin('all')
    expect(gzipSync(whole).length).toBeLessThan(40 * 1024)
    const context = page({ Flex: init(all) }, whole)
    expect(all).toHaveLength(1)
    expect(Object.keys(Object(context['escalateWords'])).filter((name) => !name.endsWith('.late'))).toEqual([
      'es',
      'fr',
      'de',
      'pt-BR',
      'ja',
    ])
  })
})

describe('the script that Flex loads', () => {
  it('registers one plugin while it is evaluated, and leaves nothing else on the page', () => {
    const all: unknown[] = []
    const context = page({ Flex: init(all) })
    expect(all).toHaveLength(1)
    expect(Object.keys(context).sort()).toEqual(Object.keys(page({}, '')).sort())
    const made: unknown = Reflect.construct(all[0] as new () => unknown, [])
    expect(made).toMatchObject({ name: 'plugin-escalate', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
  })

  it('registers only with the Flex that is meant for it, where there is one', () => {
    const [own, common]: [unknown[], unknown[]] = [[], []]
    page({ Flex: init(common), FlexProxy: { 'plugin-escalate': init(own) } })
    expect([own.length, common.length]).toEqual([1, 0])
  })

  it('is a classic script with the React of the page', () => {
    expect(script).not.toMatch(/^\s*(?:import|export)\b|\bimport\(/m)
    expect(script).not.toMatch(/react\/jsx-runtime|react\.production|twilio-video|paste-/)
  })

  it('has less than 23 KiB (gzip), alerts and logs nothing, and contains no address', () => {
    expect(gzipSync(script).length).toBeLessThan(23 * 1024)
    expect(script).not.toMatch(/\balert\(|console\.(?:log|debug)|https?:\/\/\w/)
  })
})
