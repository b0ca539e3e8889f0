import { signSupervisorPass } from '../../src/access/supervisor-pass.ts'

type Deps = { readonly publicUrl: string; readonly linkSecrets: readonly string[] }

/** As long as the longest call that anybody looks into; coming back later takes another press, and a valid Flex token. */
const lastsMs = 2 * 3_600_000

/** The address at which one supervisor comes into one call. Whoever has it comes in as them: it goes to nobody else. */
export const supervisorPageUrl = (
  who: { readonly escalationId: string; readonly workerSid: string },
  { publicUrl, linkSecrets: [secret = ''] }: Deps,
): string => `${publicUrl}/j/${signSupervisorPass({ ...who, until: Date.now() + lastsMs }, secret)}`
