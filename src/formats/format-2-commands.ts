import { renamed } from './renamed.ts'
import type { Data } from './upgrade.ts'

const videoTypes: Data = {
  '': 'video.start',
  end: 'video.end',
  resend: 'video.resend',
  new: 'video.renew',
  revoke: 'video.revoke',
  remove: 'video.remove-customer',
  mute: 'video.mute-customer',
  record: 'video.record',
}

const typeOf = (command: unknown, argument: string): string => {
  if (command === 'participants') return argument === 'leave' ? 'conversation.leave' : 'participant.remove'
  if (command === 'transfer')
    return argument.normalize('NFKC').toLowerCase() === 'cancel' ? 'transfer.cancel' : 'transfer.find'
  return Object.hasOwn(videoTypes, argument) ? String(videoTypes[argument]) : 'video.unknown'
}

/** Format 1 had a word, an argument and many optional fields for all commands; format 2 has a union. */
export function commandGiven(old: Data): Data {
  const {
    command: word,
    argument: typed,
    isOn,
    because,
    record,
    people,
    participantSid,
    target,
    mode,
    note,
    desk,
    ...event
  } = old
  const argument = String(typed ?? '')
  const type = target ? 'transfer.start' : typeOf(word, argument)
  const participants = Array.isArray(people) ? people : []
  const parts: Data = {
    'video.start': record === undefined ? {} : { record },
    'video.end': because === undefined ? {} : { reason: because },
    'video.record': { on: isOn ?? true },
    'video.unknown': { word: argument },
    'transfer.start': {
      target,
      mode: mode ?? 'cold',
      ...(note !== undefined && { note }),
      workerSids: workersIn(participants),
    },
    'transfer.find': modeAndName(argument),
    'participant.remove': { participantSid: participantSid ?? '', participants },
    'conversation.leave': { participants },
  }
  const command = { type, ...(parts[type] as Data | undefined) }
  return { ...event, command, ...(desk !== undefined && { assignment: desk }) }
}

const workersIn = (participants: readonly Data[]) => participants.flatMap(({ workerSid }) => workerSid ?? [])

function modeAndName(argument: string): Data {
  const [, first = '', rest = ''] = /^(\S*)(.*)$/s.exec(argument.trim()) ?? []
  const isWarm = first.normalize('NFKC').toLowerCase() === 'warm'
  return isWarm ? { mode: 'warm', name: rest.trim() } : { mode: 'cold', name: argument.trim() }
}

/** A timeline kept the word and, where that was one of ours, the argument. */
export function commandOnTimeline(about: Data): Data {
  const { command, argument, isOn, ...others } = about
  if (command === undefined) return about
  const type = typeOf(command, String(argument ?? ''))
  return renamed({ ...others, command: type, ...(isOn !== undefined && { on: isOn }) }, { because: 'reason' })
}
