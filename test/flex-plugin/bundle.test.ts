import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { builtPlugin } from '../../tools/plugin-build.ts'

let script = ''
beforeAll(async () => {
  script = await builtPlugin()
}, 60_000)

/** The page of Flex as a plugin's script finds it. */
function page(twilio: object) {
  const context = createContext({ React: {}, ReactDOM: {}, Twilio: twilio, AbortController, URL })
  runInContext('globalThis.window = globalThis', context)
  runInContext(script, context)
}
const init = (all: unknown[]) => ({ Plugins: { init: (plugin: unknown) => all.push(plugin) } })

describe('the script that Flex loads', () => {
  it('registers one plugin while it is evaluated, and does nothing else', () => {
    const all: unknown[] = []
    page({ Flex: init(all) })
    expect(all).toHaveLength(1)
    const made: unknown = Reflect.construct(all[0] as new () => unknown, [])
    expect(made).toMatchObject({ name: 'plugin-escalate', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
  })

  it('registers with the Flex that is meant for it, where there is one', () => {
    const [own, common]: [unknown[], unknown[]] = [[], []]
    page({ Flex: init(common), FlexProxy: { 'plugin-escalate': init(own) } })
    expect([own.length, common.length]).toEqual([1, 0])
  })

  it('is a classic script with the React of the page', () => {
    expect(script).not.toMatch(/^\s*(?:import|export)\b|\bimport\(/m)
    expect(script).not.toMatch(/react\/jsx-runtime|react\.production|twilio-video|paste-/)
  })

  it('is small, and asks nobody but our own server', () => {
    expect(gzipSync(script).length).toBeLessThan(25 * 1024)
    expect(script).not.toMatch(/\balert\(|console\.(?:log|debug)|twilio\.com/)
  })
})
