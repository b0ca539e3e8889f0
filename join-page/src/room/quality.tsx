import { useApp } from '../app-context.ts'
import { qualityWord } from './quality-words.ts'

const words = {
  good: { long: 'qualityGood', short: undefined, bars: 4 },
  weak: { long: 'qualityWeak', short: 'weakShort', bars: 2 },
  'very-weak': { long: 'qualityVeryWeak', short: 'veryWeakShort', bars: 1 },
} as const

/** Four bars, and text as soon as the connection is weak. The name next to them says whose they are. */
export function Quality({ of }: { readonly of: number | undefined }) {
  const { texts } = useApp()
  const word = qualityWord(of)
  if (!word) return null
  const { long, short, bars } = words[word]
  return (
    <span class={`quality quality-${word}`}>
      <svg class="quality-bars" viewBox="0 0 16 12" aria-hidden="true" focusable="false">
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 4}
            y={9 - bar * 3}
            width="3"
            height={3 + bar * 3}
            rx="1"
            class={bar < bars ? 'bar-on' : 'bar-off'}
          />
        ))}
      </svg>
      {short && <span aria-hidden="true">{texts.value[short]}</span>}
      <span class="visually-hidden">{texts.value[long]}</span>
    </span>
  )
}
