import { z } from 'zod'
import type { Sdk } from '../twilio/sdk.ts'

const record = z.record(z.string(), z.unknown()).catch({})

/** The plugin's settings: `custom_data.escalate` in the `ui_attributes` of the Flex Configuration. */
export function pluginSettings(sdk: Sdk) {
  const configuration = sdk.flexApi.v1.configuration
  async function read() {
    const { accountSid, uiAttributes } = await configuration().fetch()
    const attributes = record.parse(uiAttributes)
    const custom = record.parse(attributes['custom_data'])
    return { accountSid, attributes, custom, escalate: record.parse(custom['escalate']) }
  }
  return {
    server: async (): Promise<unknown> => (await read()).escalate['server'],
    /** Sets the server. Reads first, because Flex replaces all of `ui_attributes`, and others write there, too. */
    async setServer(server: string): Promise<void> {
      const { accountSid, attributes, custom, escalate } = await read()
      const custom_data = { ...custom, escalate: { ...escalate, server } }
      await configuration().update({ account_sid: accountSid, ui_attributes: { ...attributes, custom_data } })
    },
  }
}
