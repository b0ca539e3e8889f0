import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DeviceAnnouncements } from './devices/device-announcements.tsx'
import { DeviceChanged } from './devices/device-changed.tsx'
import { Help } from './devices/help.tsx'
import { JoinButtons } from './devices/join-buttons.tsx'
import { LevelMeter } from './devices/level-meter.tsx'
import { Preview } from './devices/preview.tsx'
import { RecordNotice } from './devices/record-notice.tsx'
import { SilentHint } from './devices/silent-hint.tsx'
import { Toggles } from './devices/toggles.tsx'
import { useStepReport } from './devices/use-step-report.ts'
import { useTroubles } from './devices/use-troubles.ts'
import { LateConnection } from './late-connection.tsx'
import { LateSettings } from './late-settings.tsx'

/** The choice of devices. Its one decision is to join with what is on; no trouble keeps anybody from joining. */
export function Choose() {
  const { media, texts } = useApp()
  const t = texts.value
  const isChoosing = useSignal(false)
  const openSettings = () => {
    isChoosing.value = true
  }
  // The previous screen has said that the browser will ask. A user who comes back here keeps what they switched off.
  useEffect(() => void media.turnOn(), [])
  useStepReport()
  const troubles = useTroubles()
  const actions = (
    <>
      <RecordNotice />
      <JoinButtons />
    </>
  )
  return (
    <Card screen="choose" title={t.chooseTitle} isWide actions={actions} footnote={t.chooseFootnote}>
      <div class="choose-picture">
        <Preview />
        {troubles.map((trouble) => (
          <Help key={trouble.what} trouble={trouble} />
        ))}
      </div>
      <div class="choose-devices">
        <DeviceChanged />
        <SilentHint openSettings={openSettings} />
        <Toggles />
        <div class="choose-sound">
          <LevelMeter />
          <Button
            action="settings"
            kind="quiet"
            icon="settings"
            opens={{ what: 'dialog', isOpen: isChoosing.value }}
            onClick={openSettings}
          >
            {t.settings}
          </Button>
        </div>
        <LateConnection />
      </div>
      <DeviceAnnouncements />
      {isChoosing.value && (
        <LateSettings
          onClose={() => {
            isChoosing.value = false
          }}
        />
      )}
    </Card>
  )
}
