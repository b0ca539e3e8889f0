import { Hono } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import { RestError } from '../rest/rest-error.ts'
import { assumptionControls } from './assumptions.ts'
import { ControlError } from './control-error.ts'
import { conversationControls } from './conversations.ts'
import { deliveryControls } from './delivery.ts'
import { deskControls } from './desk.ts'
import { faultControls } from './faults.ts'
import { flexControls } from './flex.ts'
import { flexUiControls } from './flex-ui.ts'
import { journalControls } from './journal.ts'
import { limitControls } from './limits.ts'
import { seedControls } from './seed.ts'
import { stateControls } from './state.ts'
import { timeControls } from './time.ts'
import { transferControls } from './transfers.ts'
import { turnControls } from './turn.ts'
import { videoControls } from './video.ts'
import { voiceControls } from './voice.ts'
import { besideCalls } from './voice-beside.ts'

/** `/__sim`: lets a person or a test change the simulated cloud from outside. JSON in, JSON out. */
export function controlDoor(cloud: Cloud, reset: () => void): Hono {
  const app = new Hono()
  app.post('/reset', (c) => {
    reset()
    return c.json({})
  })
  for (const controls of [
    seedControls,
    flexControls,
    flexUiControls,
    conversationControls,
    deliveryControls,
    videoControls,
    voiceControls,
    besideCalls,
    stateControls,
    journalControls,
    faultControls,
    limitControls,
    assumptionControls,
    timeControls,
    deskControls,
    transferControls,
    turnControls,
  ]) {
    app.route('/', controls(cloud))
  }
  app.all('*', (c) => c.json({ code: 'not_found', message: `No such control: ${c.req.method} ${c.req.path}` }, 404))
  app.onError((error, c) => {
    if (error instanceof ControlError) return c.json({ code: error.code, message: error.message }, error.status)
    if (error instanceof RestError) {
      return Response.json({ code: error.code, message: error.message }, { status: error.status })
    }
    return c.json({ code: 'simulator_failure', message: error.message }, 500)
  })
  return app
}
