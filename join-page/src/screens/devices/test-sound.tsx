import { useSignal } from '@preact/signals'
import { useApp } from '../../app-context.ts'
import { playTestSound } from '../../media/speaker.ts'
import { Announced } from '../../ui/announced.tsx'
import { Button } from '../../ui/button.tsx'

/** Plays a short sound on the chosen speaker. Also useful without a choice of speakers, to check the volume. */
export function TestSound() {
  const { media, texts } = useApp()
  const t = texts.value
  const state = useSignal<'still' | 'playing' | 'failed'>('still')
  const play = async () => {
    state.value = 'playing'
    state.value = (await playTestSound(media.speaker.value)) === 'failed' ? 'failed' : 'still'
  }
  return (
    <div class="test-sound">
      <Button action="test-sound" icon="speaker" isBusy={state.value === 'playing'} onClick={() => void play()}>
        {state.value === 'playing' ? t.testSoundPlaying : t.testSound}
      </Button>
      {state.value === 'failed' && (
        <p class="field-hint">
          {t.testSoundFailed}
          <Announced text={t.testSoundFailed} />
        </p>
      )}
    </div>
  )
}
