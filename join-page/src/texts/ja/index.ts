import type { Texts } from '../texts.ts'
import { devices } from './devices.ts'
import { outside } from './outside.ts'
import { room } from './room.ts'

export const ja: Texts = { ...outside, ...devices, ...room }
