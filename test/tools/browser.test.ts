import { expect, it } from 'vitest'
import { seesMovingPicture } from '../../tools/moving-picture.ts'
import type { Person } from '../../tools/person.ts'
import { aBrowser } from '../support/a-browser.ts'

const PAGE = `<!doctype html><title>A page</title><video autoplay muted playsinline></video>
<script>
  const media = () => navigator.mediaDevices.getUserMedia({ video: true, audio: true })
  const show = (stream) => { document.querySelector('video').srcObject = stream }
</script>`

const visitors = aBrowser()
const refusers = aBrowser({ fakeUi: false })

it('a participant has a camera whose picture moves', async () => {
  const someone = await onPage(visitors.person())
  await someone.page.evaluate('media().then(show)')
  await seesMovingPicture(someone.page, 'video')
})

it('a video without a picture, or no video, is no moving picture, and the error says which', async () => {
  const { page } = await onPage(visitors.person())
  await expect(seesMovingPicture(page, 'video', { withinMs: 300 })).rejects.toThrow('it is 0 pixels wide')
  await expect(seesMovingPicture(page, 'video.remote', { withinMs: 300 })).rejects.toThrow('there is no such video')
})

it('a picture that stands still is no moving picture', async () => {
  const { page } = await onPage(visitors.person())
  await page.evaluate('media().then(show)')
  await seesMovingPicture(page, 'video')
  await page.evaluate(`document.querySelector('video').pause()`)
  await expect(seesMovingPicture(page, 'video', { withinMs: 500 })).rejects.toThrow(/pixels wide, at/)
})

it('a moving picture goes from one peer connection to another in the same page', async () => {
  const { page } = await onPage(visitors.person())
  await page.evaluate(`(async () => {
    const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()]
    here.onicecandidate = ({ candidate }) => candidate && there.addIceCandidate(candidate)
    there.onicecandidate = ({ candidate }) => candidate && here.addIceCandidate(candidate)
    there.ontrack = ({ track }) => track.kind === 'video' && show(new MediaStream([track]))
    const stream = await media()
    for (const track of stream.getTracks()) here.addTrack(track, stream)
    await here.setLocalDescription()
    await there.setRemoteDescription(here.localDescription)
    await there.setLocalDescription()
    await here.setRemoteDescription(there.localDescription)
  })()`)
  await seesMovingPicture(page, 'video')
})

it('a participant without permission is denied the camera', async () => {
  const { page } = await onPage(refusers.person({ permissions: [] }))
  expect(await page.evaluate(`media().catch((error) => error.name)`)).toBe('NotAllowedError')
})

it('participants differ in device, language, colour scheme and motion', async () => {
  const { page } = await onPage(
    visitors.person({ device: 'phone', locale: 'ja-JP', colorScheme: 'dark', reducedMotion: 'reduce' }),
  )
  const seen = await page.evaluate(`({
    width: screen.width, touch: navigator.maxTouchPoints > 0, language: navigator.language,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    calm: matchMedia('(prefers-reduced-motion: reduce)').matches,
  })`)
  expect(seen).toEqual({ width: 390, touch: true, language: 'ja-JP', dark: true, calm: true })
})

it('a participant’s user agent is that of Chrome, not of a headless one', async () => {
  const { page } = await onPage(visitors.person())
  expect(await page.evaluate('navigator.userAgent')).toMatch(/\) Chrome\/\d+\.0\.0\.0 Safari\//)
})

it('an uncaught error of the page is among the participant’s complaints', async () => {
  const someone = await onPage(visitors.person())
  await someone.page.evaluate(`setTimeout(() => { throw new Error('a slip') })`)
  await expect.poll(() => someone.complaints.join()).toContain('a slip')
})

/** A page of a secure origin: other pages have no camera. */
async function onPage(coming: Promise<Person>): Promise<Person> {
  const someone = await coming
  await someone.page.route('https://page.test/', (route) => route.fulfill({ contentType: 'text/html', body: PAGE }))
  await someone.page.goto('https://page.test/')
  return someone
}
