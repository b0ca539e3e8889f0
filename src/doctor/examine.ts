import type { Check, Examined, Finding } from './check.ts'

/** The result of one check. Without findings it passed, or did not run for the given reason. */
export type Result = { readonly name: string; readonly findings: readonly Finding[]; readonly notLookedAt?: string }

/**
 * Runs the checks one after the other. One that needs a failed check does not run: it would only repeat the finding.
 */
export async function examine(account: Examined, checks: readonly Check[]): Promise<readonly Result[]> {
  const results: Result[] = []
  const isBad = ({ findings, notLookedAt }: Result) =>
    notLookedAt !== undefined || findings.some((each) => !each.isHint)
  for (const check of checks) {
    const failed = results.find((each) => check.needs?.includes(each.name) && isBad(each))
    const off = check.isOff?.(account) ?? (failed && `needs: ${failed.name}`)
    results.push(
      off === undefined
        ? { name: check.name, findings: await look(check, account) }
        : { name: check.name, findings: [], notLookedAt: off },
    )
  }
  return results
}

async function look(check: Check, account: Examined): Promise<readonly Finding[]> {
  try {
    return await check.look(account)
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem)
    return [
      { what: `The request to Twilio failed: ${why}`, todo: 'Check the network and TWILIO_API_URL, then try again.' },
    ]
  }
}
