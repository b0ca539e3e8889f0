import { useApp } from '../app-context.ts'

/** Visible to everybody while a recording runs. */
export function RecordingBadge() {
  const { call, journey, texts } = useApp()
  const t = texts.value
  if (!call.view.value.isRecording && !journey.value.server?.isRecording) return null
  return (
    <p class="recording-badge">
      <span class="recording-dot" aria-hidden="true" />
      <span aria-hidden="true">{t.recording}</span>
      <span class="visually-hidden">{t.recordingOn}</span>
    </p>
  )
}
