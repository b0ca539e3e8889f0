import type { Cloud } from '../../cloud/cloud.ts'
import { channelDocument, messageItems, myConversations, rosterItems, userItems } from '../chat/shown.ts'
import type { SyncItem, SyncKind, SyncObject } from './model.ts'

const prefixes: Readonly<Record<SyncKind, string>> = { document: 'ET', list: 'ES', map: 'MP' }

interface Contents {
  readonly kind: SyncKind
  /** Undefined if the conversation or identity does not exist. */
  readonly read: (cloud: Cloud, about: string) => unknown
}

// The Sync objects of the Conversations SDK. The part of a name before the dot is a conversation or an identity.
const kinds: Readonly<Record<string, Contents>> = {
  channel: { kind: 'document', read: channelDocument },
  messages: { kind: 'list', read: messageItems },
  roster: { kind: 'map', read: rosterItems },
  my_conversations: { kind: 'map', read: myConversations },
  user_info: { kind: 'map', read: userItems },
}

const split = (name: string): readonly [string, Contents | undefined] => {
  const dot = name.lastIndexOf('.')
  return [name.slice(0, dot), kinds[name.slice(dot + 1)]]
}

/** Finds a Sync object by name or SID. Every existing conversation and identity has one of each kind. */
export function findObject(cloud: Cloud, kind: SyncKind, nameOrSid: string): SyncObject | undefined {
  const { byName, bySid } = cloud.flexUi.sync
  const known = bySid.get(nameOrSid) ?? byName.get(nameOrSid)
  if (known !== undefined) return known.kind === kind ? known : undefined
  const [about, contents] = split(nameOrSid)
  if (contents?.kind !== kind || contents.read(cloud, about) === undefined) return undefined
  const object: SyncObject = {
    sid: cloud.newSid(prefixes[kind]),
    name: nameOrSid,
    kind,
    lastEventId: cloud.nextOrder(),
    itemEvents: new Map(),
    events: [],
  }
  byName.set(object.name, object)
  bySid.set(object.sid, object)
  return object
}

/** The data of a document. */
export function dataOf(cloud: Cloud, { name }: SyncObject): unknown {
  const [about, contents] = split(name)
  return contents?.read(cloud, about) ?? {}
}

/** The items of a list or a map, in order. */
export function itemsOf(cloud: Cloud, object: SyncObject): readonly SyncItem[] {
  // Every list and map of `kinds` reads items.
  return dataOf(cloud, object) as readonly SyncItem[]
}
