/** An address without its fragment, which only has retry options for Twilio. */
export const bare = (url: string): string => url.split('#', 1)[0] ?? ''

export const isSameAddress = (one: string, other: string): boolean => bare(one) === bare(other)

/** Whether an address contains credentials or a query, which may be secret. */
export const isSecretive = (url: string): boolean => shown(url) !== url

/** An address for output, without secrets. */
export function shown(url: string): string {
  if (!URL.canParse(url)) return url === '' ? 'nothing' : 'an address that cannot be read'
  const { username, password, search } = new URL(url)
  if (!username && !password && !search) return url
  const { origin, pathname, hash } = new URL(url)
  const credentials = username || password ? '…@' : ''
  return `${origin.replace('//', `//${credentials}`)}${pathname}${search && '?…'}${hash}`
}

/** Why Twilio and customers cannot use this address; undefined if they can. */
export function whyNotPublic(url: string): string | undefined {
  const { protocol, hostname } = new URL(url)
  if (/^(localhost|.*\.local|127\..*|10\..*|192\.168\..*|\[::1\])$/.test(hostname)) {
    return 'it is an address of this machine or network only'
  }
  return protocol === 'https:' ? undefined : 'it is not https, and browsers give a camera to https pages only'
}
