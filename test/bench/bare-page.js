// A minimal page: camera and microphone first, then only `Video.connect` when its button is pressed.
const attach = (track) => {
  if (track.kind === 'video') document.querySelector('[data-remote]').append(track.attach())
}

/** The bench calls this with a seat; the button is there once the camera is. */
globalThis.prepare = async ({ token, signalingUrl }) => {
  const { connect, createLocalTracks } = Twilio.Video
  const tracks = await createLocalTracks({ audio: true, video: true })
  const button = document.body.appendChild(document.createElement('button'))
  button.dataset.action = 'join'
  button.textContent = 'Join'
  button.addEventListener('click', async () => {
    const room = await connect(token, { wsServer: signalingUrl, insights: false, tracks })
    globalThis.room = room
    room.on('trackSubscribed', attach)
    for (const participant of room.participants.values())
      for (const { track } of participant.tracks.values()) if (track) attach(track)
    button.textContent = 'Joined'
  })
}
