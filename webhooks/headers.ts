import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

const common = {
  // Already on every answer, and only with TLS (src/http/safe-headers.ts).
  strictTransportSecurity: false,
  referrerPolicy: 'no-referrer',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  // For Internet Explorer and Flash, which our pages do not support.
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const

/** For everything that is not a page: nothing may be loaded, framed or cached. */
export const closedHeaders = (): MiddlewareHandler =>
  secureHeaders({
    ...common,
    xFrameOptions: 'DENY',
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  })

/** For a page of ours that only connects to us and may not be framed. */
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

/** For Bull Board, which uses inline styles and sets its own base. Its web fonts are not loaded. */
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

/**
 * For the background blur's workers: a worker obeys the policy of its own file, and it fetches and compiles the model.
 */
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

/** Twilio's signalling and telemetry. This policy does not cover media and TURN. */
const twilio = ['wss://*.twilio.com', 'https://*.twilio.com']

/**
 * For the join page: its own files and the signalling, nothing else. Only an agent's page may be framed, and only by
 * Flex. The background blur needs `wasm-unsafe-eval` and blob workers.
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
