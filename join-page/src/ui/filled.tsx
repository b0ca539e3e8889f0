import type { ComponentChildren } from 'preact'

type FilledProps = { readonly text: string; readonly values: Readonly<Record<string, ComponentChildren>> }

/**
 * `<Filled text={texts.welcomeTitle} values={{ name: <Name of={agentName} /> }} />`: `fill` for values that are
 * elements, such as a person's name, which is always in a <bdi>.
 */
export function Filled({ text, values }: FilledProps) {
  // Parts with an odd index were in braces.
  const parts = text.split(/\{(\w+)\}/)
  return <>{parts.map((part, at) => (at % 2 === 0 ? part : (values[part] ?? `{${part}}`)))}</>
}
