import { useId } from 'preact/hooks'

type TextFieldProps = {
  readonly label: string
  readonly value: string
  readonly maxLength: number
  /** The text that says how many characters are left, shown when there are few. */
  readonly left: (count: number) => string
  readonly onInput: (value: string) => void
}

const short = 200

/** `<TextField label={…} value={…} maxLength={1000} left={(count) => …} onInput={…} />`: several lines of text. */
export function TextField({ label, value, maxLength, left, onInput }: TextFieldProps) {
  const id = useId()
  const rest = maxLength - value.length
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        class="field-control field-text"
        rows={3}
        maxLength={maxLength}
        value={value}
        aria-describedby={`${id}-left`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p class="field-hint" id={`${id}-left`}>
        {rest <= short ? left(rest) : ''}
      </p>
    </div>
  )
}
