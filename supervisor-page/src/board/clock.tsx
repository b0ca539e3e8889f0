import { useComputed } from '@preact/signals'
import { useApp } from '../app-context.ts'
import { clockText } from './rules.ts'

/** A running clock. Only its text node updates, and only when the text changes. */
export function Clock({ of }: { readonly of: (now: number) => number }) {
  const { board } = useApp()
  return <>{useComputed(() => clockText(of(board.now.value)))}</>
}
