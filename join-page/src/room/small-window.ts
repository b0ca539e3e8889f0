/** Whether the browser supports picture-in-picture. iPhones start it by themselves for full-screen video. */
export const canSmallWindow = (): boolean =>
  'pictureInPictureEnabled' in document && document.pictureInPictureEnabled === true

/** Moves the big picture into a window above all others, or back. */
export async function toggleSmallWindow(): Promise<void> {
  const video = document.querySelector<HTMLVideoElement>('[data-remote] video')
  try {
    if (document.pictureInPictureElement) await document.exitPictureInPicture()
    else await video?.requestPictureInPicture()
  } catch {
    // Refused before the first picture, or by the user's settings. The call goes on as before.
  }
}
