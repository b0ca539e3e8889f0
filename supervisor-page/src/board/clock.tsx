import { useComputed } from '@preact/signals'
import { useApp } from '../app-context.ts'
import { clockText } from './rules.ts'

/** A time that moves on. Only its text changes, and only when it does. */
export function Clock({ of }: { readonly of: (now: number) => number }) {
  const { board } = useApp()
  return <>{useComputed(() => clockText(of(board.now.value)))}</>
}
