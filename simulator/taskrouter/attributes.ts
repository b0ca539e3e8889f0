/** Parses a task's or worker's attributes. JSON that is no object counts as `{}`. */
export function readAttributes(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** The attributes that a worker expression sees: the worker's own, with SID and name. */
export function workerScope(worker: { sid: string; friendlyName: string; attributes: string }) {
  return { ...readAttributes(worker.attributes), sid: worker.sid, friendly_name: worker.friendlyName }
}
