import { Permanent, Retryable } from '../core/errors.ts'
import type { Unwritten } from '../core/task-attributes.ts'
import { annotated } from './annotated.ts'
import { calling, code, isCode, isRefused, isStatus, sidIn } from './codes.ts'
import { ifThere, unlessMissing } from './missing.ts'
import { createOwnWrites } from './own-writes.ts'
import type { Annotation, Twilio } from './port.ts'
import type { Sdk } from './sdk.ts'
import { createTaskVersions, type TaskAt } from './task-versions.ts'

type Writes = Pick<Twilio, 'annotateTask' | 'compareVersion'> & {
  /** Gives the task other attributes. @param change undefined when these may stay */
  readonly changeTask: (taskSid: string, change: (attributes: string) => string | undefined) => Promise<void>
}

/** Attributes are written whole, so each write names the version it is based on. https://www.twilio.com/docs/taskrouter/tasks */
export function taskWrites(sdk: Sdk, workspaceSid: string): Writes {
  const workspace = sdk.taskrouter.v1.workspaces(workspaceSid)
  const versions = createTaskVersions()
  const own = createOwnWrites()
  let isLooking = false

  return {
    annotateTask: (annotation) =>
      calling('write task', async () => {
        const { known, taskSid } = annotation
        let seen = own.of(taskSid) ?? (known && versions.areTrusted() ? known : await readAfter(annotation))
        for (let round = 0; round < 5; round++) {
          const written = await write(annotation, seen)
          if (written !== 'changed') return written === 'done' ? undefined : written
          seen = await readAfter(annotation)
        }
        throw new Retryable('write task: others keep writing to it')
      }),

    compareVersion: ({ taskSid, known }) =>
      calling('compare versions', async () => {
        if (isLooking || !versions.wantsLook()) return
        isLooking = true
        try {
          const seen = await ifThere(() => fetchAt(taskSid))
          if (seen) versions.compare(taskSid, known, seen)
        } finally {
          isLooking = false
        }
      }),

    async changeTask(taskSid, change) {
      for (let round = 0; round < 5; round++) {
        const seen = await read(taskSid)
        const attributes = change(seen.attributes)
        if (attributes === undefined || (await replace(taskSid, seen.version, attributes))) return
      }
      throw new Retryable('write task: others keep writing to it')
    },
  }

  /** What was told of the task is compared with what is read: so its version is known to be an ETag, or not to be one. */
  async function readAfter({ taskSid, known }: Annotation): Promise<TaskAt> {
    const seen = await read(taskSid)
    if (known) versions.compare(taskSid, known, seen)
    return seen
  }

  async function read(taskSid: string): Promise<TaskAt> {
    const seen = await unlessMissing(() => fetchAt(taskSid))
    if (!seen) throw new Permanent('read task: there is none', { code: code.notFound, status: 404 })
    return seen
  }

  async function fetchAt(taskSid: string): Promise<TaskAt> {
    const { body, headers } = await workspace.tasks(taskSid).fetchWithHttpInfo()
    const version = versionIn(headers)
    if (version === undefined) throw new Retryable('read task: the answer has no ETag')
    return { version, attributes: body.attributes }
  }

  /** `changed`: the task is not any more what was seen. */
  async function write(annotation: Annotation, seen: TaskAt): Promise<Unwritten | 'changed' | 'done'> {
    const { attributes, unwritten = 'done' } = annotated(seen.attributes, annotation)
    if (attributes === undefined) return unwritten
    try {
      return (await replace(annotation.taskSid, seen.version, attributes)) ? unwritten : 'changed'
    } catch (problem) {
      // How TaskRouter refuses attributes is not documented, and no other part of this request can be wrong.
      if (isRefused(problem)) return 'refused'
      throw problem
    }
  }

  /** @returns false when the task has changed since it had this version */
  async function replace(taskSid: string, version: string, attributes: string): Promise<boolean> {
    // Until there is a good answer nobody knows how the task is.
    own.forget(taskSid)
    try {
      const { body, headers } = await workspace.tasks(taskSid).updateWithHttpInfo({ ifMatch: version, attributes })
      sidIn('write task', body)
      const next = versionIn(headers)
      if (next !== undefined) own.keep(taskSid, { version: next, attributes: body.attributes })
      return true
    } catch (problem) {
      if (isCode(problem, code.versionMismatch) || isStatus(problem, 412)) return false
      throw problem
    }
  }
}

/** POST and GET of a task answer with its version as ETag, in quotes. */
function versionIn(headers: object | undefined): string | undefined {
  const etag: unknown = new Map(Object.entries(headers ?? {})).get('etag')
  return typeof etag === 'string' ? etag.replaceAll('"', '') : undefined
}
