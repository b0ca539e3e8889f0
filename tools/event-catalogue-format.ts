import { catalogue, catalogueSchema } from '../src/outbound/catalogue.ts'

const [begin, end] = ['<!-- events -->', '<!-- end of events -->']

/** The page with its table of events renewed, and the JSON Schema of all of them. */
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
