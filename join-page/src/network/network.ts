import { type ReadonlySignal, signal } from '@preact/signals'
import type { Api } from '../server/api.ts'
import type { Verdict } from './verdict.ts'

/** The way from this browser to Twilio's media. */
export type Network = {
  /** Undefined until it was tested, and where it cannot be. While it is tested again the last verdict stands. */
  readonly is: ReadonlySignal<Verdict | undefined>
  readonly isTesting: ReadonlySignal<boolean>
  /** Tests it, unless that goes on already. Nobody waits for it. */
  test(): void
}

type Test = (iceServers: readonly RTCIceServer[]) => Promise<Verdict>

/** A chunk of its own. */
const testRelays: Test = async (iceServers) => (await import('./relay-test.ts')).testRelays(iceServers)

export function createNetwork(api: Pick<Api, 'iceServers'>, test: Test = testRelays): Network {
  const is = signal<Verdict | undefined>(undefined)
  const isTesting = signal(false)
  let isAsking = false
  async function run(): Promise<void> {
    const answer = await api.iceServers()
    const servers = answer.ok ? answer.body.iceServers.filter(({ urls }) => /^turns?:/.test(String(urls))) : []
    // What cannot be tested is not said to be bad.
    if (servers.length === 0) return
    isTesting.value = true
    is.value = await test(servers)
  }
  return {
    is,
    isTesting,
    test() {
      if (isAsking) return
      isAsking = true
      run()
        .catch(() => undefined)
        .finally(() => {
          isAsking = false
          isTesting.value = false
        })
    },
  }
}
