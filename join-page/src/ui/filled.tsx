import type { ComponentChildren } from 'preact'

type FilledProps = { readonly text: string; readonly values: Readonly<Record<string, ComponentChildren>> }

/**
 * `<Filled text={texts.welcomeTitle} values={{ name: <Name of={agentName} /> }} />`: `fill` for values that are elements,
 * such as a person's name, which stands in a <bdi> wherever it appears.
 */
export function Filled({ text, values }: FilledProps) {
  // An odd place in the list is what stood in braces.
  const parts = text.split(/\{(\w+)\}/)
  return <>{parts.map((part, at) => (at % 2 === 0 ? part : (values[part] ?? `{${part}}`)))}</>
}
