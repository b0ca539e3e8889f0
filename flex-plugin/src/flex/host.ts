import type { TwilioGlobal } from './flex.ts'

// The page of Flex sets this global. Only this file reads it.
const { Twilio } = globalThis as unknown as { readonly Twilio: TwilioGlobal }

/** Flex as this plugin uses it: through the plugin's own proxy where the page has one. */
export const host = { Flex: Twilio.FlexProxy?.[__FPB_PLUGIN_UNIQUE_NAME] ?? Twilio.Flex }
