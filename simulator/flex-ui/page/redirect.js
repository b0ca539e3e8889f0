// Runs before everything else on the page. Redirects requests for Twilio's hosts to the simulator, at
// /__twilio/<host>/…, whichever way the browser makes them. Other requests are left alone.
;(() => {
  const isTwilio = /(^|\.)(twilio\.com|twiliocdn\.com)$/

  /** @param {unknown} address */
  const led = (address) => {
    if (typeof address !== 'string' && !(address instanceof URL)) return address
    if (!URL.canParse(String(address), location.href)) return address
    const url = new URL(String(address), location.href)
    if (!isTwilio.test(url.hostname)) return address
    const origin = url.protocol.startsWith('ws') ? location.origin.replace(/^http/, 'ws') : location.origin
    return `${origin}/__twilio/${url.hostname}${url.pathname}${url.search}`
  }

  const { fetch } = window
  window.fetch = (input, init) =>
    fetch(
      input instanceof Request
        ? led(input.url) === input.url
          ? input
          : new Request(led(input.url), input)
        : led(input),
      init,
    )

  const { open } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (method, address, ...more) {
    return open.call(this, method, led(address), ...(more.length === 0 ? [true] : more))
  }

  const { sendBeacon } = Navigator.prototype
  Navigator.prototype.sendBeacon = function (address, data) {
    return sendBeacon.call(this, led(address), data)
  }

  for (const name of ['WebSocket', 'EventSource', 'Audio', 'Worker']) {
    window[name] = new Proxy(window[name], {
      construct: (target, [address, ...more], self) =>
        Reflect.construct(target, address === undefined ? [] : [led(address), ...more], self),
    })
  }

  for (const [kind, name] of [
    [HTMLScriptElement, 'src'],
    [HTMLImageElement, 'src'],
    [HTMLMediaElement, 'src'],
    [HTMLSourceElement, 'src'],
    [HTMLLinkElement, 'href'],
  ]) {
    const property = Object.getOwnPropertyDescriptor(kind.prototype, name)
    Object.defineProperty(kind.prototype, name, {
      ...property,
      set(address) {
        property.set.call(this, led(address))
      },
    })
  }
  const { setAttribute } = Element.prototype
  Element.prototype.setAttribute = function (name, value) {
    const isAddress = /^(src|href)$/i.test(name) && !(this instanceof HTMLAnchorElement)
    return setAttribute.call(this, name, isAddress ? led(value) : value)
  }

  // Signs in as single sign-on does. Flex reads both storages, the one that all tabs share first.
  localStorage.removeItem('TWILIO_FLEX_SSO')
  sessionStorage.setItem('TWILIO_FLEX_SSO', document.getElementById('session').textContent)
})()
