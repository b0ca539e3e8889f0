type Text = string | undefined
type Texts = readonly string[] | undefined

/** Settings with secrets, or with addresses for personal data. Malformed ones are absent, and reported elsewhere. */
export type Exposed = {
  readonly PUBLIC_URL?: Text
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: Text
  readonly TWILIO_API_URL?: Text
  readonly TWILIO_VIDEO_SIGNALING_URL?: Text
  readonly TASKROUTER_FORWARD_URL?: Text
  readonly SUPERVISOR_LOGIN_URL?: Text
  readonly FLEX_ORIGINS?: Texts
  readonly STREAM_DESTINATIONS?: { readonly urls: Readonly<Record<string, string>> } | undefined
  readonly OUTBOUND_WEBHOOKS?:
    | readonly { readonly id: string; readonly url: string; readonly secrets: readonly string[] }[]
    | undefined
  readonly TWILIO_AUTH_TOKEN?: Texts
  readonly TWILIO_API_KEY_SECRET?: Text
  readonly JOIN_LINK_SECRET?: Texts
  readonly STREAM_PARAMETER_SECRET?: Text
}
