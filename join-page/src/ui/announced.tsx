import { useEffect } from 'preact/hooks'
import { useApp } from '../app-context.ts'

/** `<Announced text={…} />`: announces a text that is shown elsewhere, when it appears and whenever it changes. */
export function Announced({ text, isUrgent = false }: { readonly text: string; readonly isUrgent?: boolean }) {
  const { announce } = useApp()
  useEffect(() => announce(text, isUrgent), [text])
  return null
}
