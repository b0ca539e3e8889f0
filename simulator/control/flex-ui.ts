import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { readBody } from './read-body.ts'

const plugin = z.union([
  z.strictObject({ name: z.string(), version: z.string(), src: z.string() }),
  /** The simulator hosts the script, as Twilio hosts deployed plugins. */
  z.strictObject({ name: z.string(), version: z.string(), script: z.string() }),
])

const settings = z.strictObject({
  plugins: z.array(plugin).optional(),
  features: z.array(z.string()).optional(),
  configuration: z.record(z.string(), z.unknown()).optional(),
  transfers: z
    .strictObject({
      enabled: z.boolean().default(true),
      notes: z.boolean().default(false),
      leaves: z.enum(['at-once', 'on-acceptance']).default('at-once'),
    })
    .optional(),
})

/** Sets the plugins that Flex UI loads and the additions to the Flex Configuration, from the next load on. */
export function flexUiControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.post('/flex-ui', async (c) => {
    const { plugins, features, configuration, transfers } = await readBody(c, settings)
    if (plugins !== undefined) {
      cloud.flexUi.plugins = plugins.map((each) =>
        'script' in each
          ? { ...each, src: `/flex/plugins/${encodeURIComponent(each.name)}/${encodeURIComponent(each.version)}` }
          : { ...each, script: null },
      )
    }
    cloud.flexUi.features = features ?? cloud.flexUi.features
    cloud.flex.transferSettings = transfers ?? cloud.flex.transferSettings
    if (configuration !== undefined) cloud.flexUi.configuration = configuration
    return c.json({
      plugins: cloud.flexUi.plugins.map(({ name, version, src }) => ({ name, version, src })),
      features: cloud.flexUi.features,
      configuration: cloud.flexUi.configuration,
      transfers: cloud.flex.transferSettings,
      hasShell: cloud.flexUi.shellFile !== null,
    })
  })
  app.post('/flex-ui/cut', (c) => {
    const sockets = [...cloud.flexUi.bridges, ...cloud.flexUi.twilsocks]
    for (const each of sockets) each.cut()
    return c.json({ cut: sockets.length })
  })
  return app
}
