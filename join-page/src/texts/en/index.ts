import { devices } from './devices.ts'
import { outside } from './outside.ts'
import { room } from './room.ts'

export const en = { ...outside, ...devices, ...room }
