/**
 * Finds an element by id.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 * @throws Error if the page has none of this kind
 */
export function part(id, kind) {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}`)
  return found
}

/**
 * @param {string} tag
 * @param {string} [name] its class
 * @param {...(Node | string)} children
 */
export function element(tag, name = '', ...children) {
  const made = document.createElement(tag)
  if (name !== '') made.className = name
  made.append(...children)
  return made
}

/**
 * Writes only changes: an unchanged node keeps its selection, and screen readers do not repeat it.
 * @param {Element} node
 * @param {string} text
 */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text
}

/**
 * @param {HTMLElement} node
 * @param {boolean} isShown
 */
export function show(node, isShown) {
  node.hidden = !isShown
}

/**
 * Makes a list show these items. Changes only what differs, so that focus and scroll position stay.
 * @template Item
 * @param {HTMLElement} list
 * @param {readonly Item[]} items
 * @param {{ key: (item: Item) => string, make: (item: Item) => HTMLElement, change?: (node: HTMLElement, item: Item) =>
 * void }} how
 */
export function fill(list, items, { key, make, change }) {
  const keys = new Set(items.map(key))
  const there = new Map()
  for (const node of [...list.children]) {
    if (!(node instanceof HTMLElement)) continue
    if (keys.has(node.dataset['key'] ?? '')) there.set(node.dataset['key'], node)
    else node.remove()
  }
  items.forEach((item, place) => {
    const node = there.get(key(item)) ?? make(item)
    node.dataset['key'] = key(item)
    change?.(node, item)
    if (list.children[place] !== node) list.insertBefore(node, list.children[place] ?? null)
  })
}
