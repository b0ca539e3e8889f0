const sids = (names: string) =>
  names
    .split(' ')
    .map((name) => `"${name}Sid":"`)
    .join('",')

/** Each ends an entry's `"type":"` and begins its `"id":"`; effects have the same words in their list. */
const types = (words: string) =>
  words
    .split(' ')
    .map((word) => `","type":"${word}"},{"id":"`)
    .join('')

/** What every line of a timeline looks like, ids and times left out. What comes most often comes last: that is nearest. */
export const wordsOfFormat2 = [
  '"reservation":"task":"worker":"command":"transfer.cancel","video.resend","video.renew","video.revoke","video.mute-customer","video.end"',
  '"effect":"code":"override":true,"reason":"other","on":true,"record":false,"takesOver":false,"consents":false',
  '"generation":1,"number":"status":"in-progress","completed","timer":"of":"is":"how":"wrapup","completed","canceled","transferred"',
  '"opened","in-app-browser","unsupported","choosing","asking","blocked","waiting","joined","left"',
  sids('call conference stream room participant message interaction channel invite invitedTask target taker'),
  types(
    'agent.release agent.released call.conference-changed call.assignment-closed call.assignment-opened call.look call.seen',
  ),
  types('call.stream-changed call.transfer-changed channel.close channel.closed command.remove conference.end'),
  types(
    'conference.ended conference.look conference.seen conversation.closed reservation.declined assignments.find assignments.found',
  ),
  types('effect.failed invite.create invite.created invite.withdraw invite.withdrawn link.requested notice.post'),
  types(
    'notice.posted participant.lift participant.lifted participant.remove participant.removed rating.given room.observed',
  ),
  types(
    'recording.changed room.record stream.start stream.started stream.stop stream.stopped target.find target.found',
  ),
  types('target.refused transfer.changed transfer.announce transfer.announced timer.wait room.ended command.removed'),
  '{"feature":"media-streams","key":"WT","version":1,"type":"call.assignment-opened","id":"call-look:',
  '"about":{"taskSid":"WT","reservationSid":"WR","callSid":"CA","conferenceSid":"CF","streamSid":"MZ","streamName":"',
  '"before":{"id":"CA","state":"streaming","running":1,"streams":2,"assignments":1,"agents":1,"safety":"off","isCallOver":false}',
  '{"feature":"conversation-transfer","key":"CH","version":1,"type":"transfer.announced","id":"conversation-transfer-CH',
  '"before":{"id":"tr-","state":"inviting","mode":"cold","taskSid":"WT","workerSid":"WK","targetKind":"worker","targetSid":"WK',
  '"ringing","joined","leaving","done","failed","warm","queue","targetSid":"WQ',
  '","startedAt":1,"attempt":1,"assignments":1,"invitedTaskSid":"WT","takerSid":"WK',
  '"actor":"customer","trace":"","actor":"agent","trace":"","actor":"worker WK","trace":"","actor":"timer","trace":""',
  types(
    'room.close room.closed assignment.closed readiness.changed seat.requested participant.disconnected participant.connected',
  ),
  '"usedSeconds":1,"soloSeconds":1,"lateSeconds":1,"reason":"wrapup","joined":true,"seconds":1,"endedAt":17',
  '"isOverBudget":true,"asksForLink":true,"stars":5,"endingSince":1,"refusal":"',
  '"isAgentHere":true,"isCustomerHere":true,"customerStep":"joined","isRecording":true,"joinedAt":1',
  '","roomName":"esc-","roomSid":"RM","participantSid":"PA","role":"customer","step":"waiting"},"effects":[],"before":',
  '{"feature":"video-escalation","key":"CH","version":1,"type":"assignment.opened","id":"EV","at":17,"received":17',
  ',"actor":"twilio","trace":"EV","about":{"taskSid":"WT","reservationSid":"WR","workerSid":"WK","interactionSid":"KD","channelSid":"UO"},"effects":[]}',
  '"type":"command.given","id":"IM","actor":"agent","about":{"command":"video.start","messageSid":"IM"},"effects":[{"id":"video-escalation-CH',
  types('room.create timer.wait command.remove task.annotate room.created invite.post invite.posted task.annotated'),
  '"state":"requested","state":"ending","state":"ended","state":"live","state":"invited","taskSid":"WT',
  '{"feature":"video-escalation","key":"CH","version":1,"type":"task.annotated","id":"video-escalation-CH',
  '-1-0","at":17,"received":17',
  ',"actor":"outcome","trace":"IM","cause":"video-escalation-CH',
  '-1-0","about":{"escalationId":"esc-"},"effects":[{"id":"video-escalation-CH',
  '-1-0","type":"task.annotate"}]',
  ',"before":{"id":"esc-","state":"invited","taskSid":"WT","workerSid":"WK","roomSid":"RM","startedAt":17',
  ',"assignments":1,"isAgentHere":false,"isCustomerHere":false,"isRecording":false,"usedSeconds":0,"soloSeconds":0,"idleSeconds":0,"lateSeconds":0}',
  ',"after":{"id":"esc-',
].join('')
