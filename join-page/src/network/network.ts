import { type ReadonlySignal, signal } from '@preact/signals'
import type { Api } from '../server/api.ts'
import type { Verdict } from './verdict.ts'

/** The connection from this browser to Twilio's media servers. */
export type Network = {
  /** Undefined before the first test, and if no test is possible. Keeps the last verdict during a new test. */
  readonly is: ReadonlySignal<Verdict | undefined>
  readonly isTesting: ReadonlySignal<boolean>
  /** Starts a test in the background, unless one is running. */
  test(): void
}

type Test = (iceServers: readonly RTCIceServer[]) => Promise<Verdict>

/** The test is a separate chunk. */
const testRelays: Test = async (iceServers) => (await import('./relay-test.ts')).testRelays(iceServers)

/** Tests the network with the TURN servers that the server names. */
export function createNetwork(api: Pick<Api, 'iceServers'>, test: Test = testRelays): Network {
  const is = signal<Verdict | undefined>(undefined)
  const isTesting = signal(false)
  let isAsking = false
  async function run(): Promise<void> {
    const answer = await api.iceServers()
    const servers = answer.ok ? answer.body.iceServers.filter(({ urls }) => /^turns?:/.test(String(urls))) : []
    // Without TURN servers there is no test, and no verdict.
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
