import { host } from './flex/host.ts'
import { EscalatePlugin } from './plugin.tsx'

// In this very moment: Flex knows by the script that runs which plugin registers.
host.Flex.Plugins.init(EscalatePlugin)
