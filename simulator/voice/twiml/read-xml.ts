import { SaxesParser } from 'saxes'
import { invalid } from '../../rest/rest-error.ts'

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  readonly line: number
  /** The element's own text, without that of its children. */
  text: string
}

/**
 * Parses an XML document.
 * @throws RestError 12100 if it is not well-formed or has another root
 */
export function readXml(source: string): XmlElement {
  const parser = new SaxesParser({})
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  const addText = (text: string): void => {
    const element = open.at(-1)
    if (element !== undefined) element.text += text
  }
  parser.on('error', ({ message }) => {
    throw invalid(`Document parse failure: ${message}`, 12100)
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: XmlElement = { name, attributes, children: [], line: parser.line, text: '' }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.write(source).close()
  if (root?.name !== 'Response') throw invalid('Document parse failure: the root element is not Response', 12100)
  return root
}
