import { presentable } from './presentable.ts'

/** `<Name of={agentName} />`: a name somebody gave themselves. Its direction stays within it, its length within reason. */
export function Name({ of }: { readonly of: string }) {
  return <bdi>{presentable(of)}</bdi>
}
