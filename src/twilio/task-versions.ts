/** A task at one moment: its version, by an event or by an ETag, and its attributes as text. */
export type TaskAt = { readonly version: string; readonly attributes: string }

/** So many tasks must agree before an event's version is trusted. */
const enough = 3
/** After so long (ms) without a task that agreed, it is not trusted any more. */
const trustedMs = 600_000
/** Within that, a look at one more task is not worth a request. */
const freshMs = 60_000
/** So many looks that showed no agreement are enough of them. */
const mostLooks = 20

/**
 * Whether `TaskVersion` in TaskRouter's events is the ETag that `If-Match` wants. No document says so, and a write by a counter that
 * only looks like one would go over what others have written. So it is trusted only after what events told and what was read
 * have agreed, and never again once they have contradicted each other.
 */
export function createTaskVersions(now: () => number = Date.now) {
  const agreed = new Set<string>()
  let agreedAt = 0
  let looks = 0
  let isRefuted = false
  const isFresh = (ms: number) => agreed.size >= enough && now() - agreedAt < ms

  return {
    /** The first write may go by what an event told. */
    areTrusted: (): boolean => !isRefuted && isFresh(trustedMs),

    /** One more task is worth a look beside the work. */
    wantsLook: (): boolean => !isRefuted && looks < mostLooks && !isFresh(freshMs),

    /** @param told by an event @param read later, with its ETag */
    compare(taskSid: string, told: TaskAt, read: TaskAt): void {
      looks += 1
      const isSameVersion = told.version === read.version
      const isSameText = told.attributes === read.attributes
      if (isSameVersion && !isSameText) isRefuted = true
      if (isSameVersion && isSameText) {
        looks = 0
        if (agreed.size < enough) agreed.add(taskSid)
        agreedAt = now()
      }
      // Something else than the attributes may have changed. Then the next tasks agree.
      if (isSameText && !isSameVersion) agreed.clear()
    },
  }
}

export type TaskVersions = ReturnType<typeof createTaskVersions>
