/** Whether the simulator trusts a host with its data. `URL` defines the spelling of the name. */
export type IsOwnHost = (hostname: string) => boolean

/** Recognises this machine by its fixed names only: a web page can have another name that resolves to this machine. */
export const isThisMachine: IsOwnHost = (hostname) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

/** Accepts this machine and the configured names. */
export const createOwnHosts =
  (names: readonly string[] = []): IsOwnHost =>
  (hostname) =>
    isThisMachine(hostname) || names.includes(hostname)

/** The host name in a `Host` header; empty if there is none. */
export const hostnameIn = (host: string | undefined): string =>
  host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
