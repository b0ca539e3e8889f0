/**
 * Keeps changing texts visible on a page that Chrome translates. Chrome replaces each text node with a <font> element,
 * so later changes of the text node, e.g. that the microphone is off, would not be visible. This puts a changed text
 * node back, and Chrome translates it again.
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
