/** Where a browser lets a picture float above its other windows. iPhones do so for full-screen pictures of their own accord. */
export const canSmallWindow = (): boolean =>
  'pictureInPictureEnabled' in document && document.pictureInPictureEnabled === true

/** The big picture in a window above all others, or back again. */
export async function toggleSmallWindow(): Promise<void> {
  const video = document.querySelector<HTMLVideoElement>('[data-remote] video')
  try {
    if (document.pictureInPictureElement) await document.exitPictureInPicture()
    else await video?.requestPictureInPicture()
  } catch {
    // Refused before the first picture has come, or by the person's own setting. Nothing is lost.
  }
}
