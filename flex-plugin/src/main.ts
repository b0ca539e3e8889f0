import { host } from './flex/host.ts'
import { EscalatePlugin } from './plugin.tsx'

// Must run while the script is evaluated: Flex recognizes the plugin by the running script.
host.Flex.Plugins.init(EscalatePlugin)
