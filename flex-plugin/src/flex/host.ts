import type { TwilioGlobal } from './flex.ts'

// Declared here and nowhere else: the page of Flex puts it there.
const { Twilio } = globalThis as unknown as { readonly Twilio: TwilioGlobal }

/** Flex as it is given to this plugin: through its own proxy where the page has one. */
export const host = { Flex: Twilio.FlexProxy?.[__FPB_PLUGIN_UNIQUE_NAME] ?? Twilio.Flex }
