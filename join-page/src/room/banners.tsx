import { DeviceChanged } from '../screens/devices/device-changed.tsx'
import { AwayBanner } from './away-banner.tsx'
import { BlockedBanner } from './blocked-banner.tsx'
import { ConnectingBanner } from './connecting-banner.tsx'
import { HandedOverBanner } from './handed-over-banner.tsx'
import { LinkRequested } from './link-requested.tsx'
import { NoticeBanner } from './notice-banner.tsx'
import { ReconnectingBanner } from './reconnecting-banner.tsx'
import { SharingBanner } from './sharing-banner.tsx'
import { SlowBackground } from './slow-background.tsx'
import { SoundBanner } from './sound-banner.tsx'
import { SupervisorBanner } from './supervisor-banner.tsx'
import { TimeBanner } from './time-banner.tsx'
import { WeakBanner } from './weak-banner.tsx'

/** All messages over the video, sorted by importance: first what stops the call, last what is only good to know. */
export function Banners() {
  return (
    <div class="banners">
      <AwayBanner />
      <SoundBanner />
      <BlockedBanner />
      <ReconnectingBanner />
      <TimeBanner />
      <ConnectingBanner />
      <HandedOverBanner />
      <SupervisorBanner />
      <LinkRequested />
      <NoticeBanner />
      <SharingBanner />
      <DeviceChanged />
      <SlowBackground />
      <WeakBanner />
    </div>
  )
}
