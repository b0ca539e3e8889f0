/** Whether a host, as `URL` writes it, is one that the simulator trusts with what it knows. */
export type IsOwnHost = (hostname: string) => boolean

/** The machine itself. A name that merely resolves to it is not among these: any web page can have such a name. */
export const isThisMachine: IsOwnHost = (hostname) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

/** Knows this machine, and the names that were configured. */
export const createOwnHosts =
  (names: readonly string[] = []): IsOwnHost =>
  (hostname) =>
    isThisMachine(hostname) || names.includes(hostname)

/** The host's name in a `Host` header; empty when there is none. */
export const hostnameIn = (host: string | undefined): string =>
  host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
