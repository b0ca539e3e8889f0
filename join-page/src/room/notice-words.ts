import { fill } from '../../../client-shared/fill.ts'
import type { PageState } from '../../../webhooks/join/page-state.ts'
import type { Texts } from '../texts/texts.ts'
import { knownFrom, plainName } from './names.tsx'
import { refusalText } from './refusal-words.ts'
import type { RoomNotice } from './room-ui.ts'

type Words = { readonly tone: 'info' | 'good' | 'warning' | 'error'; readonly text: string }

/** The text and tone of a notice. */
export function noticeWords(notice: RoomNotice, server: PageState | undefined, t: Texts): Words {
  const known = knownFrom(server)
  switch (notice.is) {
    case 'muted-by-agent':
      return { tone: 'info', text: fill(t.mutedByAgent, { name: plainName({ role: 'agent' }, known, t) }) }
    case 'share-taken': {
      const role = known.role === 'customer' ? 'agent' : 'customer'
      return { tone: 'info', text: fill(t.shareTaken, { name: plainName({ role }, known, t) }) }
    }
    case 'share-refused':
      return { tone: 'info', text: t.shareRefused }
    case 'background-failed':
      return { tone: 'warning', text: t.backgroundFailed }
    case 'pop-out-blocked':
      return { tone: 'warning', text: t.popOutBlocked }
    case 'customer-muted':
      return { tone: 'good', text: t.customerMuted }
    case 'customer-removed':
      return { tone: 'good', text: t.customerRemoved }
    case 'link-sent':
      return { tone: 'good', text: t.linkSent }
    case 'command-failed':
      return { tone: 'error', text: refusalText(notice.code, t) }
  }
}
