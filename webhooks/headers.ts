import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

const common = {
  strictTransportSecurity: 'max-age=31536000; includeSubDomains',
  referrerPolicy: 'no-referrer',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
} as const

/** For everything that is no page: nothing may be loaded, framed or cached. */
export const closedHeaders = (): MiddlewareHandler =>
  secureHeaders({
    ...common,
    xFrameOptions: 'DENY',
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  })

/** For the blur's workers: a worker obeys the policy of its own file, and it fetches and compiles the model. */
export const workerHeaders = (): MiddlewareHandler =>
  secureHeaders({
    ...common,
    xFrameOptions: 'DENY',
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      connectSrc: ["'self'"],
      frameAncestors: ["'none'"],
    },
  })

/** Twilio's signalling and telemetry. Media and TURN are no matter of this policy. */
const twilio = ['wss://*.twilio.com', 'https://*.twilio.com']

/**
 * For the join page: its own files and the signalling, nothing else. Only an agent's page may be framed, and only by Flex.
 * `wasm-unsafe-eval` and blob workers are what the background blur runs on.
 */
export const pageHeaders = (signalingUrl: string | undefined, framedBy: readonly string[] = []): MiddlewareHandler =>
  secureHeaders({
    ...common,
    xFrameOptions: framedBy.length === 0 ? 'DENY' : false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      workerSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'", ...(signalingUrl ? [new URL(signalingUrl).origin] : twilio)],
      formAction: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: framedBy.length === 0 ? ["'none'"] : [...framedBy],
    },
    permissionsPolicy: {
      camera: ['self'],
      microphone: ['self'],
      displayCapture: ['self'],
      speakerSelection: ['self'],
      pictureInPicture: ['self'],
      fullscreen: ['self'],
      autoplay: ['self'],
      geolocation: [],
      payment: [],
      usb: [],
    },
  })
