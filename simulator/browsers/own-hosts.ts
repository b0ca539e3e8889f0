/** Whether a host, as `URL` writes it, is one that the simulator trusts with what it knows. */
export type IsOwnHost = (hostname: string) => boolean

/** Tells this machine by its fixed names. Any web page can have another name that resolves to it. */
export const isThisMachine: IsOwnHost = (hostname) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

/** Knows this machine, and the names that were configured. */
export const createOwnHosts =
  (names: readonly string[] = []): IsOwnHost =>
  (hostname) =>
    isThisMachine(hostname) || names.includes(hostname)

/** The host's name in a `Host` header; empty when there is none. */
export const hostnameIn = (host: string | undefined): string =>
  host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
