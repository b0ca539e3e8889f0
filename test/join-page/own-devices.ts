import type { Page } from 'playwright-core'

type Watched = { readonly tracksGiven: readonly MediaStreamTrack[] }

/** Before the page is opened: notes every track of a camera or microphone that the browser gives the page. */
export const watchDevices = (page: Page) =>
  page.addInitScript(() => {
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    const tracksGiven: MediaStreamTrack[] = []
    Object.assign(window, { tracksGiven })
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints)
      tracksGiven.push(...stream.getTracks())
      return stream
    }
  })

/** The devices of a watched page whose light is on now. */
export const devicesOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    // `watchDevices` has set them.
    (window as unknown as Watched).tracksGiven
      .filter((track) => track.readyState === 'live')
      .map(({ kind }) => kind)
      .sort(),
  )
