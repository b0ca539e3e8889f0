import { useSignalEffect } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { fill } from '../../../client-shared/fill.ts'
import { useApp } from '../app-context.ts'
import { type AnnouncedView, announcementsOf } from './announcements.ts'
import { knownFrom, plainName } from './names.tsx'

/** Announces changes in the room to users of a screen reader. */
export function useRoomAnnouncements(): void {
  const { call, journey, texts, announce } = useApp()
  const before = useRef<AnnouncedView | undefined>(undefined)
  useSignalEffect(() => {
    const now = call.view.value
    const last = before.current
    before.current = now
    // The first view is no change; the heading announces the room.
    if (!last || now.is === 'out') return
    const t = texts.peek()
    const known = knownFrom(journey.peek().server)
    for (const { words, who, isUrgent = false } of announcementsOf(last, now))
      announce(fill(t[words], { name: who ? plainName(who, known, t) : '' }), isUrgent)
  })
}
