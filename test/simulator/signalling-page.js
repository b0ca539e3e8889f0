// The bare page of test/simulator/signalling-page.ts. `twilio-video` is there as `Twilio.Video`.
const seen = []
const media = document.body

globalThis.seen = seen
const note = (what, about = {}) => seen.push({ what, ...about })
const told = (error) => (error ? { code: error.code, message: error.message } : null)

const attach = (track, participant) => {
  note('trackSubscribed', { kind: track.kind, name: track.name, who: participant.identity })
  if (!track.attach) return
  const element = track.attach()
  element.dataset.who = participant.identity
  media.append(element)
}

/** Joins, and notes everything that is heard of the room. */
globalThis.join = async (token, options) => {
  try {
    globalThis.room = await Twilio.Video.connect(token, { audio: true, video: true, ...options })
  } catch (error) {
    return told(error)
  }
  const { room } = globalThis
  for (const what of ['Connected', 'Disconnected', 'Reconnecting', 'Reconnected'].map((end) => `participant${end}`))
    room.on(what, ({ identity }) => note(what, { who: identity }))
  for (const what of ['trackPublished', 'trackUnpublished', 'trackEnabled', 'trackDisabled'])
    room.on(what, ({ kind, trackName }, { identity }) => note(what, { kind, name: trackName, who: identity }))
  for (const what of ['reconnecting', 'reconnected', 'recordingStarted', 'recordingStopped'])
    room.on(what, (error) => note(what, { error: told(error) }))
  room.on('disconnected', (_, error) => note('disconnected', { error: told(error) }))
  room.on('trackSubscribed', (track, _, participant) => attach(track, participant))
  room.on('trackUnsubscribed', (track) => {
    for (const element of track.detach?.() ?? []) element.remove()
  })
  for (const participant of room.participants.values())
    for (const { track } of participant.tracks.values()) if (track) attach(track, participant)
  return null
}

/** The moving pictures of somebody: how far each has come. */
globalThis.pictures = (who) =>
  [...document.querySelectorAll('video')]
    .filter(({ dataset, videoWidth }) => dataset.who === who && videoWidth > 0)
    .map(({ currentTime }) => currentTime)

globalThis.bytesReceived = async () => {
  const reports = await globalThis.room.getStats()
  return reports
    .flatMap((report) => [...report.remoteVideoTrackStats, ...report.remoteAudioTrackStats])
    .reduce((sum, { bytesReceived }) => sum + (bytesReceived ?? 0), 0)
}

globalThis.mute = (kind, isMuted) => {
  for (const { track } of globalThis.room.localParticipant[`${kind}Tracks`].values())
    track[isMuted ? 'disable' : 'enable']()
}

globalThis.share = async () => {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: true })
  globalThis.screenTrack = new Twilio.Video.LocalVideoTrack(stream.getVideoTracks()[0], { name: 'screen' })
  await globalThis.room.localParticipant.publishTrack(globalThis.screenTrack)
}

globalThis.unshare = () => {
  globalThis.room.localParticipant.unpublishTrack(globalThis.screenTrack)
  globalThis.screenTrack.stop()
}

/** A second camera, drawn. */
globalThis.publishDrawing = async (name) => {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  let hue = 0
  setInterval(() => {
    hue += 7
    pen.fillStyle = `hsl(${hue} 80% 50%)`
    pen.fillRect(0, 0, canvas.width, canvas.height)
  }, 50)
  const [drawn] = canvas.captureStream(15).getVideoTracks()
  await globalThis.room.localParticipant.publishTrack(new Twilio.Video.LocalVideoTrack(drawn, { name }))
}
