import { useApp } from '../app-context.ts'
import type { Role } from '../call/model.ts'
import type { Texts } from '../texts/texts.ts'
import { Name } from '../ui/name.tsx'
import { presentable } from '../ui/presentable.ts'

type Known = {
  readonly role: 'customer' | 'agent' | 'supervisor'
  readonly agentName?: string | undefined
  /** By identity in the room: there may be more than one agent. */
  readonly agentNames?: Readonly<Record<string, string>> | undefined
}
type Named = { readonly role: Role; readonly isMe?: boolean; readonly identity?: string | undefined }

/** What an agent is called: their own name where they are somebody in the room, else the name of whose call it is. */
export function givenName({ role, identity, isMe = false }: Named, known: Known): string | undefined {
  if (role !== 'agent' || isMe) return undefined
  const own = identity === undefined ? undefined : known.agentNames?.[identity]
  return own ?? (known.role === 'customer' ? known.agentName : undefined)
}

/** A name as plain text, for labels and for what is said aloud. Identities are never shown. */
export function plainName(named: Named, known: Known, t: Texts): string {
  const { role, isMe = false } = named
  if (isMe) return t.you
  if (role === 'customer') return t.customer
  if (role === 'supervisor') return t.supervisor
  if (role === 'agent')
    return presentable(givenName(named, known) ?? '') || (known.role === 'customer' ? t.yourAgent : t.colleague)
  return known.role === 'customer' ? t.otherPerson : t.colleague
}

/** The same as an element: a name somebody gave themselves keeps its own direction. `instead` stands in for a name inside a sentence. */
export function PersonName({ of, instead }: { readonly of: Named; readonly instead?: string | undefined }) {
  const { journey, texts } = useApp()
  const known = knownFrom(journey.value.server)
  const given = givenName(of, known)
  return <>{given ? <Name of={given} /> : (instead ?? plainName(of, known, texts.value))}</>
}

/** Until the server was heard one is treated as a customer, who sees least. */
export const knownFrom = (server: Known | undefined): Known => ({
  role: server?.role ?? 'customer',
  agentName: server?.agentName,
  agentNames: server?.agentNames,
})
