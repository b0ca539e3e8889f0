import { presentable } from './presentable.ts'

/** `<Name of={agentName} />`: a person's name, with its own text direction and a limited length. */
export function Name({ of }: { readonly of: string }) {
  return <bdi>{presentable(of)}</bdi>
}
