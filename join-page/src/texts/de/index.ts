import type { Texts } from '../texts.ts'
import { devices } from './devices.ts'
import { outside } from './outside.ts'
import { room } from './room.ts'

export const de: Texts = { ...outside, ...devices, ...room }
