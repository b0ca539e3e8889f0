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

/** Joins, and notes every event of the room. */
globalThis.join = async (token, options) => {
  try {
    globalThis.room = await Twilio.Video.connect(token, { audio: true, video: true, ...options })
  } catch (error) {
    return told(error)
  }
  const { room } = globalThis
  for (const what of ['Connected', 'Disconnected', 'Reconnecting', 'Reconnected'].map((end) => `participant${end}`))
    room.on(what, ({ identity, tracks }) => note(what, { who: identity, tracks: tracks.size }))
  for (const what of ['trackPublished', 'trackUnpublished', 'trackEnabled', 'trackDisabled'])
    room.on(what, ({ kind, trackName }, { identity }) => note(what, { kind, name: trackName, who: identity }))
  for (const what of ['reconnecting', 'reconnected', 'recordingStarted', 'recordingStopped'])
    room.on(what, (error) => note(what, { error: told(error) }))
  room.on('dominantSpeakerChanged', (speaker) => note('dominantSpeakerChanged', { who: speaker?.identity }))
  for (const participant of [room.localParticipant, ...room.participants.values()])
    participant.on('networkQualityLevelChanged', (level) =>
      note('networkQualityLevelChanged', { who: participant.identity, level }),
    )
  room.on('transcription', (caption) => note('transcription', { caption }))
  for (const what of ['trackSwitchedOff', 'trackSwitchedOn'])
    room.on(what, ({ kind }, _, { identity }) => note(what, { kind, who: identity }))
  room.on('disconnected', (_, error) => note('disconnected', { error: told(error) }))
  room.localParticipant.on('trackPublicationFailed', (error) => note('trackPublicationFailed', { error: told(error) }))
  room.on('trackSubscribed', (track, _, participant) => attach(track, participant))
  room.on('trackUnsubscribed', (track) => {
    for (const element of track.detach?.() ?? []) element.remove()
  })
  for (const participant of room.participants.values())
    for (const { track } of participant.tracks.values()) if (track) attach(track, participant)
  return null
}

/** The moving pictures of a participant: the time of each. */
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

/** The descriptions of other participants' pictures. */
globalThis.codecs = async () => {
  const reports = await globalThis.room.getStats()
  return reports.flatMap(({ remoteVideoTrackStats }) => remoteVideoTrackStats.map(({ codec }) => codec))
}

const picturesOf = (who) => {
  const { videoTracks } = [...globalThis.room.participants.values()].find(({ identity }) => identity === who)
  return [...videoTracks.values()].map(({ track }) => track)
}

/** Says that a picture is hidden, or visible again. */
globalThis.look = (who, isLooking) => {
  for (const track of picturesOf(who)) track[isLooking ? 'switchOn' : 'switchOff']()
}

globalThis.prefer = (who, priority) => {
  for (const track of picturesOf(who)) track.setPriority(priority)
}

/** The participants whose pictures are switched off. */
globalThis.keptBack = () =>
  [...globalThis.room.participants.values()]
    .filter(({ identity }) => picturesOf(identity).some(({ isSwitchedOff }) => isSwitchedOff))
    .map(({ identity }) => identity)

/** The SDK's own list of its peer connections, which is no part of its API. */
globalThis.iceState = () => globalThis.room._signaling.iceConnectionState

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

/** A second, drawn camera; the room's error, if any. */
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
  const published = globalThis.room.localParticipant.publishTrack(new Twilio.Video.LocalVideoTrack(drawn, { name }))
  return published.then(() => null, told)
}

/** Twilio's own test before a call: its steps, and its result. */
globalThis.preflight = (token, options) =>
  new Promise((resolve) => {
    const test = Twilio.Video.runPreflight(token, options)
    const steps = []
    test.on('progress', (step) => steps.push(step))
    test.on('completed', ({ selectedIceCandidatePairStats }) => {
      const { localCandidate, remoteCandidate } = selectedIceCandidatePairStats
      resolve({ steps, ways: [localCandidate, remoteCandidate].map((each) => each.candidateType), error: null })
    })
    test.on('failed', (error) => resolve({ steps, ways: [], error: told(error) }))
  })
