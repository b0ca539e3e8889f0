import { useSignal } from '@preact/signals'
import { useApp } from '../../app-context.ts'
import type { Chosen } from '../../media/model.ts'
import { Announced } from '../../ui/announced.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/field.tsx'
import { deviceFields } from './device-fields.ts'
import { LevelMeter } from './level-meter.tsx'
import { Preview } from './preview.tsx'
import { TestSound } from './test-sound.tsx'

/**
 * `{isOpen.value && <SettingsDialog onClose={…} />}`: the choice of camera, microphone and speaker. Takes effect at
 * once.
 */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { media, texts } = useApp()
  const t = texts.value
  const failed = useSignal<keyof Chosen | undefined>(undefined)
  const fields = deviceFields(media.devices.value, media.chosen.value, t)
  const choose = async (what: keyof Chosen, id: string) => {
    if (id === '') return
    failed.value = undefined
    await media.choose(what, id)
    // `media` undoes a choice that could not be opened.
    if (media.chosen.value[what] !== id) failed.value = what
  }
  const done = (
    <Button action="done" kind="primary" onClick={onClose}>
      {t.settingsDone}
    </Button>
  )
  return (
    <Dialog title={t.settingsTitle} onClose={onClose} actions={done}>
      {'track' in media.camera.value && <Preview isSecond isSmall />}
      {fields.length === 0 && <p>{t.settingsNone}</p>}
      {fields.map(({ what, ...field }) => (
        <div key={what} class="device-field">
          <SelectField
            {...field}
            {...(failed.value === what && { hint: t.settingsNotOpened })}
            onChange={(id) => void choose(what, id)}
          />
          {what === 'microphone' && <LevelMeter />}
          {what === 'speaker' && <TestSound />}
        </div>
      ))}
      {failed.value && <Announced text={t.settingsNotOpened} />}
      {!fields.some(({ what }) => what === 'speaker') && <TestSound />}
    </Dialog>
  )
}
