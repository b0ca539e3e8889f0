import { late } from '../ui/late.tsx'
import { Loading } from './loading.tsx'

/** Most browsers can do everything, and never see it. */
export const LateGate = late(async () => (await import('./gate.tsx')).Gate, Loading)
