import { useApp } from '../app-context.ts'
import type { Background } from '../call/model.ts'
import type { Texts } from '../texts/texts.ts'
import { Icon } from '../ui/icon.tsx'

type Props = {
  readonly choice: Background
  readonly isChosen: boolean
  readonly isLoading: boolean
  readonly image: string | undefined
  readonly onChoose: () => void
}

const names = { morning: 'pictureMorning', room: 'pictureRoom', evening: 'pictureEvening' } as const

const nameOf = (choice: Background, t: Texts) =>
  choice.kind === 'none' ? t.backgroundNone : choice.kind === 'blur' ? t.backgroundBlur : t[names[choice.picture]]

/** One background to choose, with its look and its name. */
export function BackgroundChoice({ choice, isChosen, isLoading, image, onChoose }: Props) {
  const t = useApp().texts.value
  return (
    <label class="background-choice">
      <input type="radio" name="background" class="visually-hidden" checked={isChosen} onChange={onChoose} />
      <span class={`background-look background-${choice.kind}`}>
        {image ? <img src={image} alt="" /> : <Icon name={choice.kind === 'blur' ? 'blur' : 'close'} />}
        {isLoading && choice.kind !== 'none' && <span class="spinner" aria-hidden="true" />}
      </span>
      <span>{nameOf(choice, t)}</span>
    </label>
  )
}
