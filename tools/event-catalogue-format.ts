import { catalogue, catalogueSchema } from '../src/outbound/catalogue.ts'

const [begin, end] = ['<!-- events -->', '<!-- end of events -->']

/** Returns the page with a new table of events, and the JSON Schema of all events. */
export function format(page: string): { readonly text: string; readonly schema: string } {
  const rows = catalogue.map((each) => `| \`${each.shape.type.value}\` | ${each.description ?? ''} |`)
  const table = ['| type | says |', '| --- | --- |', ...rows].join('\n')
  const [before = '', rest = ''] = page.split(begin)
  const [, after = ''] = rest.split(end)
  return {
    text: `${before}${begin}\n${table}\n${end}${after}`,
    schema: `${JSON.stringify(catalogueSchema(), null, 2)}\n`,
  }
}
