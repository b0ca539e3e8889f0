import { describe, expect, it } from 'vitest'
import { readDraft } from '../../flex-plugin/src/composer/read-draft.ts'
import { suggestionsFor } from '../../flex-plugin/src/composer/suggestions.ts'
import { whatDoes } from '../../flex-plugin/src/composer/use-list-keys.ts'
import type { Video } from '../../flex-plugin/src/state/model.ts'
import type { Transfer } from '../../flex-plugin/src/state/transfer.ts'
import { conversationFacts } from '../../webhooks/twilio/conversations.ts'
import { aVideo } from './a-task.ts'

describe('a draft', () => {
  it.each([
    ['/video', 'start'],
    ['  /video  ', 'start'],
    ['/VIDEO', 'start'],
    ['/video end', 'end'],
    ['/Video   Resend', 'resend'],
    ['/video\nstatus', 'status'],
    ['／video', 'start'],
    ['／ｖｉｄｅｏ　ｅｎｄ', 'end'],
    ['\u2044video', 'start'],
    ['\u2215video', 'start'],
    ['\u29f8video\u00a0resend', 'resend'],
    ['\u2571video', 'start'],
    ['\u200b\ufeff\u00a0/video\u200b', 'start'],
    ['/\u200bvideo', 'start'],
  ])('%j is the command %s', (body, command) => expect(readDraft(body)).toEqual({ is: 'command', command }))

  it.each(['hello', 'see /video for more', '', '/', '/ 1', '/1 cup', '3/4', '// see above', '///', 'a\n/video'])(
    '%j is text',
    (body) => expect(readDraft(body)).toEqual({ is: 'text' }),
  )

  it.each([
    ['/videos', '/videos'],
    ['/video please join', '/video please'],
    ['/help', '/help'],
    ['/etc/passwd is a file', '/etc/passwd is'],
    ['/transfer-all', '/transfer-all'],
  ])('%j is an unknown command, %j', (body, command) => expect(readDraft(body)).toEqual({ is: 'unknown', command }))

  it.each([
    ['/transfer', { does: 'choose' }],
    ['/transfer warm', { does: 'choose' }],
    ['/Transfer CANCEL ', { does: 'cancel' }],
    ['/transfer Ada Lovelace', { does: 'start', name: 'Ada Lovelace', mode: 'cold' }],
    ['/transfer warm  Support (EU)', { does: 'start', name: 'Support (EU)', mode: 'warm' }],
    ['/transfer warmth', { does: 'start', name: 'warmth', mode: 'cold' }],
    ['／ｔransfer　ｗarm　Ａda Lovelace', { does: 'start', name: 'Ａda Lovelace', mode: 'warm' }],
    ['/transfer Ada -- Wants ½ back\n① soon ', { does: 'start', name: 'Ada -- Wants ½ back\n① soon', mode: 'cold' }],
    ['/transfer cancel -- no', { does: 'start', name: 'cancel -- no', mode: 'cold' }],
    ['/transfer -- to nobody', { does: 'start', name: '-- to nobody', mode: 'cold' }],
    ['/transfer\nnow', { does: 'start', name: 'now', mode: 'cold' }],
  ])('%j is about a transfer', (body, draft) => expect(readDraft(body)).toEqual({ is: 'transfer', ...draft }))

  it('//video is /video with a mark for which the webhook ignores it, and //help is plain /help', () => {
    const draft = readDraft('//video end')
    expect(draft).toEqual({ is: 'literal', body: '\u2060/video end' })
    const form = {
      EventType: 'onMessageAdded',
      Source: 'SDK',
      ClientIdentity: 'agent',
      ConversationSid: `CH${'0'.repeat(32)}`,
      MessageSid: `IM${'0'.repeat(32)}`,
      DateCreated: '2026-11-21T10:00:00.000Z',
    }
    expect(conversationFacts([])({ ...form, Body: '/video end' })).toHaveLength(1)
    expect(conversationFacts([])({ ...form, Body: draft.is === 'literal' ? draft.body : '' })).toEqual([])
    expect(readDraft('//help')).toEqual({ is: 'literal', body: '/help' })
    const wide = readDraft('／／video ｱ')
    expect(wide).toEqual({ is: 'literal', body: '\u2060／video ｱ' })
    expect(conversationFacts([])({ ...form, Body: '\u2060／video' })).toEqual([])
  })
})

describe('suggestions', () => {
  const commands = (draft: string, video?: Video, has = { video: true, transfer: false }, transfer?: Transfer) =>
    suggestionsFor(draft, { video, transfer, has }).map(({ command }) => command)

  it('are the commands that start like the draft and are possible now', () => {
    expect(commands('/')).toEqual(['/video'])
    expect(commands('/v', aVideo('live'))).toEqual(['/video end', '/video resend', '/video status'])
    expect(commands('/VIDEO e', aVideo('invited'))).toEqual(['/video end'])
    expect(commands('/', aVideo('ended'))).toEqual(['/video', '/video status'])
  })

  it('are the same after a slash of another kind', () => {
    expect(commands('／')).toEqual(['/video'])
    expect(commands('\u200b∕v', aVideo('live'))).toEqual(['/video end', '/video resend', '/video status'])
  })

  it('are about transfers where those are on', () => {
    const has = { video: false, transfer: true }
    const ringing: Transfer = { id: 'tr-1-a', word: 'ringing', mode: 'cold', to: 'Ada' }
    expect(commands('/', undefined, has)).toEqual(['/transfer ', '/transfer warm '])
    expect(commands('/t', undefined, has, ringing)).toEqual(['/transfer cancel'])
    expect(commands('/t', undefined, has, { ...ringing, word: 'completed' })).toEqual(['/transfer ', '/transfer warm '])
    expect(commands('/transfer ', undefined, has)).toEqual(['/transfer warm '])
  })

  it('are none for a complete command, or for another text', () => {
    for (const draft of ['/video', 'hello', '', '//', '//video', '/x', ' x /']) expect(commands(draft)).toEqual([])
    expect(commands('/video end ', aVideo('live'))).toEqual([])
  })

  it('are selected with arrows, taken with Enter or Tab, and closed with Escape', () => {
    expect(['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'Escape', 'a'].map((key) => whatDoes(key, -1, 3))).toEqual([
      0,
      2,
      undefined,
      undefined,
      'dismiss',
      undefined,
    ])
    expect(['ArrowDown', 'ArrowUp', 'Enter', 'Tab'].map((key) => whatDoes(key, 2, 3))).toEqual([0, 1, 'pick', 'pick'])
  })
})
