import { useApp } from '../app-context.ts'
import type { Role } from '../call/model.ts'
import type { Texts } from '../texts/texts.ts'
import { Name } from '../ui/name.tsx'
import { presentable } from '../ui/presentable.ts'

type Known = { readonly role: 'customer' | 'agent'; readonly agentName?: string | undefined }
type Named = { readonly role: Role; readonly isMe?: boolean }

/** A name as plain text, for labels and for what is said aloud. Identities are never shown. */
export function plainName({ role, isMe = false }: Named, known: Known, t: Texts): string {
  if (isMe) return t.you
  if (role === 'customer') return t.customer
  if (role === 'agent') return known.role === 'agent' ? t.colleague : presentable(known.agentName ?? '') || t.yourAgent
  return known.role === 'agent' ? t.colleague : t.otherPerson
}

/** The same as an element: a name somebody gave themselves keeps its own direction. */
export function PersonName({ of }: { readonly of: Named }) {
  const { journey, texts } = useApp()
  const known = knownFrom(journey.value.server)
  const isGiven = of.role === 'agent' && !of.isMe && known.role === 'customer' && known.agentName
  return <>{isGiven ? <Name of={isGiven} /> : plainName(of, known, texts.value)}</>
}

/** Until the server was heard one is treated as a customer, who sees least. */
export const knownFrom = (server: Known | undefined): Known => ({
  role: server?.role ?? 'customer',
  agentName: server?.agentName,
})
