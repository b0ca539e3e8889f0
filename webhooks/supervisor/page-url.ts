import { signSupervisorPass } from '../../src/access/supervisor-pass.ts'

type Deps = { readonly publicUrl: string; readonly linkSecrets: readonly string[] }

/** Longer than supervisors usually stay in a call; coming back later takes another press, and a valid Flex token. */
const lastsMs = 2 * 3_600_000

/**
 * The address at which one supervisor joins one call. Its holder joins as that supervisor, so nobody else may get it.
 */
export const supervisorPageUrl = (
  who: { readonly escalationId: string; readonly workerSid: string },
  { publicUrl, linkSecrets: [secret = ''] }: Deps,
): string => `${publicUrl}/j/${signSupervisorPass({ ...who, until: Date.now() + lastsMs }, secret)}`
