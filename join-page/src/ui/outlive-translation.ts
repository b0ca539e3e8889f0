/**
 * Chrome's translation takes each text out of the page and puts a <font> with other words in its place. Whatever is written
 * into that text later, e.g. that the microphone is off, nobody would see. So a text that changes comes back, and Chrome
 * translates it again.
 */
export function outliveTranslation(page: Node): void {
  const fonts = new WeakMap<Node, Element>()
  const changes = new MutationObserver((records) => {
    for (const { target } of records) if (target instanceof Text) fonts.get(target)?.replaceWith(target)
  })
  const translations = new MutationObserver((records) => {
    for (const { removedNodes, addedNodes, previousSibling } of records) {
      const font = [addedNodes[0], previousSibling].find((node) => node instanceof Element && node.tagName === 'FONT')
      const [text] = removedNodes
      if (!(text instanceof Text && font instanceof Element)) continue
      fonts.set(text, font)
      changes.observe(text, { characterData: true })
    }
  })
  translations.observe(page, { childList: true, subtree: true })
}
