import { useEffect, useMemo, useRef } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { Banners } from '../room/banners.tsx'
import { Dialogs } from '../room/dialogs.tsx'
import { Presence } from '../room/presence.tsx'
import { RecordingBadge } from '../room/recording-badge.tsx'
import { createRoomUi, RoomUiContext } from '../room/room-ui.ts'
import { Sounds } from '../room/sounds.tsx'
import { Stage } from '../room/stage.tsx'
import { Toolbar } from '../room/toolbar.tsx'
import { useBackAsks } from '../room/use-back-asks.ts'
import { useBlockedReport } from '../room/use-blocked-report.ts'
import { useFigures } from '../room/use-figures.ts'
import { useMuteAsks } from '../room/use-mute-asks.ts'
import { useQualityReport } from '../room/use-quality-report.ts'
import { useRoomAnnouncements } from '../room/use-room-announcements.ts'
import { useBrandName } from '../ui/brand.tsx'

/** The call itself: video, buttons and messages. */
export function Room() {
  const ui = useMemo(createRoomUi, [])
  return (
    <RoomUiContext.Provider value={ui}>
      <RoomInside />
    </RoomUiContext.Provider>
  )
}

function RoomInside() {
  const { call, texts } = useApp()
  const brand = useBrandName()
  const heading = useRef<HTMLHeadingElement>(null)
  const title = texts.value.roomTitle
  useMuteAsks()
  useRoomAnnouncements()
  useQualityReport()
  useBlockedReport()
  useFigures()
  useBackAsks()
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  useEffect(() => {
    document.title = `${title} · ${brand}`.slice(0, 120)
  }, [title])
  const isInCompany = call.view.value.others.length > 0
  return (
    <main class="room" data-screen="room">
      <h1 class="visually-hidden" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {isInCompany && <Presence />}
      <div class="room-stage">
        <Stage />
        <RecordingBadge />
        <Banners />
      </div>
      <Toolbar />
      <Dialogs />
      <Sounds />
    </main>
  )
}
