/** A task at one moment: its version, from an event or an ETag, and its attributes as text. */
export type TaskAt = { readonly version: string; readonly attributes: string }

/** How many tasks must agree before versions in events are trusted. */
const enough = 3
/** After this time (ms) without a task that agrees, versions are not trusted any more. */
const trustedMs = 600_000
/** For this time (ms) after an agreement no further comparison is worth a request. */
const freshMs = 60_000
/** After this many comparisons without an agreement no more are made. */
const mostLooks = 20

/**
 * Finds out whether `TaskVersion` in TaskRouter's events is the ETag for `If-Match`. Twilio does not document that, and
 * a write with another counter would overwrite others' attributes. So versions are trusted only after events and reads
 * have agreed, and never again after a contradiction.
 */
export function createTaskVersions(now: () => number = Date.now) {
  const agreed = new Set<string>()
  let agreedAt = 0
  let looks = 0
  let isRefuted = false
  const isFresh = (ms: number) => agreed.size >= enough && now() - agreedAt < ms

  return {
    /** Whether the first write may use the version of an event. */
    areTrusted: (): boolean => !isRefuted && isFresh(trustedMs),

    /** Whether one more comparison is worth a request beside the work. */
    wantsLook: (): boolean => !isRefuted && looks < mostLooks && !isFresh(freshMs),

    /** Compares two views of a task. @param event from an event @param read later, with its ETag */
    compare(taskSid: string, event: TaskAt, read: TaskAt): void {
      looks += 1
      const isSameVersion = event.version === read.version
      const isSameText = event.attributes === read.attributes
      if (isSameVersion && !isSameText) isRefuted = true
      if (isSameVersion && isSameText) {
        looks = 0
        if (agreed.size < enough) agreed.add(taskSid)
        agreedAt = now()
      }
      // Perhaps only another field of the task has changed. Then the next tasks agree.
      if (isSameText && !isSameVersion) agreed.clear()
    },
  }
}

export type TaskVersions = ReturnType<typeof createTaskVersions>
