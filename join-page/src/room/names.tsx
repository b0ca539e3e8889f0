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

/** An agent's name: by identity if they are in the room; for a customer otherwise the name of the call's agent. */
export function givenName({ role, identity, isMe = false }: Named, known: Known): string | undefined {
  if (role !== 'agent' || isMe) return undefined
  const own = identity === undefined ? undefined : known.agentNames?.[identity]
  return own ?? (known.role === 'customer' ? known.agentName : undefined)
}

/** A name as plain text, for labels and announcements. Never shows an identity. */
export function plainName(named: Named, known: Known, t: Texts): string {
  const { role, isMe = false } = named
  if (isMe) return t.you
  if (role === 'customer') return t.customer
  if (role === 'supervisor') return t.supervisor
  if (role === 'agent')
    return presentable(givenName(named, known) ?? '') || (known.role === 'customer' ? t.yourAgent : t.colleague)
  return known.role === 'customer' ? t.otherPerson : t.colleague
}

/** A name as an element, which keeps its own text direction. `instead` replaces a missing name inside a sentence. */
export function ParticipantName({ of, instead }: { readonly of: Named; readonly instead?: string | undefined }) {
  const { journey, texts } = useApp()
  const known = knownFrom(journey.value.server)
  const given = givenName(of, known)
  return <>{given ? <Name of={given} /> : (instead ?? plainName(of, known, texts.value))}</>
}

/** Reads the names from the server's state. Before the first state it uses the role customer, which shows least. */
export const knownFrom = (server: Known | undefined): Known => ({
  role: server?.role ?? 'customer',
  agentName: server?.agentName,
  agentNames: server?.agentNames,
})
