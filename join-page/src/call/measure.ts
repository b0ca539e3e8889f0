import { type ReadonlySignal, signal } from '@preact/signals'
import type { Room, StatsReport } from 'twilio-video'
import { quality, type Sample } from './quality.ts'
import { samples } from './samples.ts'

export type Measured = { readonly levels: ReadonlySignal<ReadonlyMap<string, number>>; stop(): void }

const every = 5_000

/** Looks at the room's statistics every few seconds; `seen` gets them as well. */
export function measure(room: Room, seen: (reports: readonly StatsReport[]) => void): Measured {
  const levels = signal<ReadonlyMap<string, number>>(new Map())
  let before: ReadonlyMap<string, Sample> = new Map()
  const look = async () => {
    // A background tab's picture is not drawn, which looks like a crawling line.
    if (room.state !== 'connected' || document.visibilityState === 'hidden') return
    // Fails while a connection is being replaced; the next look sees it again.
    const reports = await room.getStats().catch(() => [])
    const now = samples(room, reports)
    levels.value = new Map([...now].flatMap(([sid, sample]) => graded(sid, quality(before.get(sid), sample))))
    before = now
    seen(reports)
  }
  const timer = setInterval(look, every)
  return { levels, stop: () => clearInterval(timer) }
}

const graded = (sid: string, level: number | undefined): [string, number][] =>
  level === undefined ? [] : [[sid, level]]
