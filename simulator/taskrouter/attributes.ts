/** The attributes of a task or worker, read from the JSON text they are kept as. Not an object: nothing. */
export function readAttributes(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** Attributes for a worker expression: its own, with its SID, name and activity beside them. */
export function workerScope(worker: { sid: string; friendlyName: string; attributes: string }) {
  return { ...readAttributes(worker.attributes), sid: worker.sid, friendly_name: worker.friendlyName }
}
