import { late } from '../ui/late.tsx'
import { Loading } from './loading.tsx'

/** The gate is a separate chunk, because most browsers have every feature and never show it. */
export const LateGate = late(async () => (await import('./gate.tsx')).Gate, Loading)
