import { useApp } from '../../app-context.ts'
import { type Level, levelOf } from '../../media/level.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useVoice } from './use-voice.ts'

/** The microphone's level as a bar and in words, or the reason why there is none. */
export function LevelMeter() {
  const { media, texts } = useApp()
  const t = texts.value
  const source = media.microphone.value
  if (source.is === 'on') return <Meter key={source.track.id} level={levelOf(source.track)} />
  if (source.is === 'interrupted') return <Paused />
  return (
    <p class="level">
      <Icon name={source.is === 'asking' ? 'mic' : 'mic-off'} />
      <span class="level-words">{source.is === 'asking' ? t.levelStarting : t.levelOff}</span>
    </p>
  )
}

/** One press resumes both devices, so the button is left out if the preview already shows it. */
function Paused() {
  const { media, texts } = useApp()
  const t = texts.value
  return (
    <div class="level">
      <Icon name="mic-off" />
      <p class="level-words">{t.microphonePaused}</p>
      {media.camera.value.is !== 'interrupted' && (
        <Button action="resume" onClick={() => void media.resume()}>
          {t.resume}
        </Button>
      )}
    </div>
  )
}

function Meter({ level }: { readonly level: Level }) {
  const { texts } = useApp()
  const t = texts.value
  const hasVoice = useVoice(level)
  return (
    <div class="level">
      <Icon name="mic" />
      <div class="level-words">
        <p>{hasVoice ? t.levelGood : t.levelTry}</p>
        <Bar level={level} />
      </div>
    </div>
  )
}

/** Separate from the words, so that only the bar renders ten times a second. Screen readers have the words. */
function Bar({ level }: { readonly level: Level }) {
  return (
    <div class="level-bar" aria-hidden="true">
      <div class="level-fill" style={{ transform: `scaleX(${level.level.value})` }} />
    </div>
  )
}
