import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

const common = {
  // On every answer already, and only where there is TLS (src/http/safe-headers.ts).
  strictTransportSecurity: false,
  referrerPolicy: 'no-referrer',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  // For Internet Explorer and Flash, in which none of our pages runs.
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const

/** For everything that is no page: nothing may be loaded, framed or cached. */
export const closedHeaders = (): MiddlewareHandler =>
  secureHeaders({
    ...common,
    xFrameOptions: 'DENY',
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  })

/** For a page of ours that only talks to us: framed by nobody. */
export const ownPageHeaders = (): MiddlewareHandler =>
  secureHeaders({
    ...common,
    xFrameOptions: 'DENY',
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    permissionsPolicy: { camera: [], microphone: [], displayCapture: [], geolocation: [], payment: [], usb: [] },
  })

/** For Bull Board, which styles its elements one by one and names its own base. Its web fonts stay where they are. */
export const queuesHeaders = (): MiddlewareHandler =>
  secureHeaders({
    ...common,
    xFrameOptions: 'DENY',
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'none'"],
      baseUri: ["'self'"],
      frameAncestors: ["'none'"],
    },
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
      screenWakeLock: ['self'],
      pictureInPicture: ['self'],
      fullscreen: ['self'],
      autoplay: ['self'],
      geolocation: [],
      payment: [],
      usb: [],
    },
  })
