import { useId } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import type { Texts } from '../texts/texts.ts'
import { Icon } from '../ui/icon.tsx'

const words = ['stars1', 'stars2', 'stars3', 'stars4', 'stars5'] as const satisfies readonly (keyof Texts)[]

type RatingStarsProps = { readonly value: number; readonly onChange: (stars: number) => void }

/** Radio buttons that look like stars; arrow keys work as in every group of radio buttons. */
export function RatingStars({ value, onChange }: RatingStarsProps) {
  const t = useApp().texts.value
  const name = useId()
  const word = words[value - 1]
  return (
    <fieldset class="stars">
      <legend>{t.ratingTitle}</legend>
      <div class="stars-row">
        {words.map((key, at) => (
          <label key={key} class={at < value ? 'star star-full' : 'star'}>
            <input
              type="radio"
              name={name}
              value={at + 1}
              checked={at + 1 === value}
              onChange={() => onChange(at + 1)}
            />
            <Icon name="star" />
            <span class="visually-hidden">{t[key]}</span>
          </label>
        ))}
      </div>
      <p class="stars-word" aria-hidden="true">
        {word && t[word]}
      </p>
    </fieldset>
  )
}
