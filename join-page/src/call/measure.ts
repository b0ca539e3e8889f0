import { type ReadonlySignal, signal } from '@preact/signals'
import type { Room, StatsReport } from 'twilio-video'
import { quality, type Sample } from './quality.ts'
import { samples } from './samples.ts'

export type Measured = { readonly levels: ReadonlySignal<ReadonlyMap<string, number>>; stop(): void }

const every = 5_000

/** Reads the room's statistics every few seconds, grades them by participant, and passes them to `seen`. */
export function measure(room: Room, seen: (reports: readonly StatsReport[]) => void): Measured {
  const levels = signal<ReadonlyMap<string, number>>(new Map())
  let before: ReadonlyMap<string, Sample> = new Map()
  const look = async () => {
    // Browsers do not draw video in a background tab, which looks like a slow connection.
    if (room.state !== 'connected' || document.visibilityState === 'hidden') return
    // Fails while a connection is being replaced; the next measurement works again.
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
