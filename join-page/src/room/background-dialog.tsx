import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { type Background, pictureNames } from '../call/model.ts'
import { drawPicture } from '../call/pictures.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { BackgroundChoice } from './background-choice.tsx'
import { SelfTile } from './self-tile.tsx'

const choices: readonly Background[] = [
  { kind: 'none' },
  { kind: 'blur' },
  ...pictureNames.map((picture) => ({ kind: 'picture', picture }) as const),
]

export const keyOf = (background: Background): string =>
  background.kind === 'picture' ? background.picture : background.kind

/** The choice of a background. Every choice takes effect, and is visible, at once. */
export function BackgroundDialog({ onClose }: { readonly onClose: () => void }) {
  const { call, texts } = useApp()
  const t = texts.value
  const { background, me } = call.view.value
  const loading = useSignal<string | undefined>(undefined)
  const hasFailed = useSignal(false)
  const thumbnails = useMemo(() => new Map(pictureNames.map((name) => [name, drawPicture(name, 160, 90)])), [])
  const choose = async (next: Background) => {
    hasFailed.value = false
    loading.value = keyOf(next)
    const outcome = await call.setBackground(next)
    if (loading.value !== keyOf(next)) return
    loading.value = undefined
    hasFailed.value = outcome !== 'set'
  }
  const done = (
    <Button action="done" kind="primary" onClick={onClose}>
      {t.settingsDone}
    </Button>
  )
  return (
    <Dialog title={t.background} onClose={onClose} actions={done}>
      <p>{t.backgroundLead}</p>
      {me && <SelfTile me={me} />}
      <fieldset class="backgrounds" aria-label={t.background}>
        {choices.map((choice) => (
          <BackgroundChoice
            key={keyOf(choice)}
            choice={choice}
            isChosen={(loading.value ?? keyOf(background)) === keyOf(choice)}
            isLoading={loading.value === keyOf(choice)}
            image={choice.kind === 'picture' ? thumbnails.get(choice.picture) : undefined}
            onChoose={() => void choose(choice)}
          />
        ))}
      </fieldset>
      {loading.value && loading.value !== 'none' && <Announced text={t.backgroundLoading} />}
      {hasFailed.value && (
        <Notice tone="warning">
          {t.backgroundFailed}
          <Announced text={t.backgroundFailed} />
        </Notice>
      )}
    </Dialog>
  )
}
