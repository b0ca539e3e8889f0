import { unlessMissing } from './missing.ts'
import type { LegRead } from './port.ts'
import type { Sdk } from './sdk.ts'

/** How many legs are cached: the kind of a leg does not change. */
const mostKept = 5_000

type Kind = Pick<LegRead, 'isClient' | 'parentSid'>
const client = 'client:'

const coming = ['queued', 'initiated', 'ringing']

/** Single legs. https://www.twilio.com/docs/voice/api/call-resource */
export function createLegs(sdk: Sdk) {
  const kinds = new Map<string, Kind>()
  const identities = new Map<string, string>()

  /** Reads the current state of a leg. A leg that stays missing for a few seconds is over. */
  async function legNow(callSid: string): Promise<LegRead> {
    const call = await unlessMissing(() => sdk.calls(callSid).fetch())
    if (!call) return { callSid, is: 'over', isClient: false }
    const { status, direction, to, parentCallSid } = call
    const kind: Kind = {
      // The address of a customer in a browser is `client:…`, too, but their leg is inbound.
      isClient: direction !== 'inbound' && to.startsWith(client),
      ...(parentCallSid && { parentSid: parentCallSid }),
    }
    if (kinds.size >= mostKept) for (const each of [kinds, identities]) each.clear()
    kinds.set(callSid, kind)
    if (kind.isClient) identities.set(callSid, to.slice(client.length))
    return { callSid, is: coming.includes(status) ? 'coming' : status === 'in-progress' ? 'here' : 'over', ...kind }
  }

  /** The constant properties of a leg. */
  const kindOf = async (callSid: string): Promise<Kind> => {
    const known = kinds.get(callSid)
    if (known) return known
    const { isClient, parentSid } = await legNow(callSid)
    return { isClient, ...(parentSid && { parentSid }) }
  }

  /** The identity behind a client's leg that was read before. */
  const identityOf = (callSid: string): string | undefined => identities.get(callSid)

  return { legNow, kindOf, identityOf }
}
