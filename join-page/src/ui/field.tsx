import { useId } from 'preact/hooks'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-shapes.ts'

type SelectFieldProps = {
  readonly label: string
  readonly icon?: IconName
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly lang?: string }[]
  /** A text under the field. */
  readonly hint?: string
  readonly isDisabled?: boolean
  readonly onChange: (value: string) => void
}

/**
 * `<SelectField label={texts.camera} value={id} options={…} onChange={…} />`: the browser's own select, with a label
 * above.
 */
export function SelectField({ label, icon, value, options, hint, isDisabled = false, onChange }: SelectFieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {icon && <Icon name={icon} />}
        {label}
      </label>
      <select
        id={id}
        class="field-control field-select"
        value={value}
        disabled={isDisabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
