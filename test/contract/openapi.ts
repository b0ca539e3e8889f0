import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { z } from 'zod'

const folder = new URL('../../../shared/oai/', import.meta.url)

/** Whether Twilio's OpenAPI documents are there. */
export const haveOpenApi = existsSync(folder)

const files = [
  ['api', 'twilio_api_v2010.json'],
  // Tokens for network traversal.
  ['api', 'extra-messages.json'],
  ['conversations', 'twilio_conversations_v1.json'],
  ['flex-api', 'twilio_flex_v1.json'],
  ['sync', 'twilio_sync_v1.json'],
  ['taskrouter', 'twilio_taskrouter_v1.json'],
  ['video', 'twilio_video_v1.json'],
] as const

const media = z.object({ 'application/json': z.object({ schema: z.unknown() }) }).partial()
const operation = z.object({ responses: z.record(z.string(), z.object({ content: media.optional() })) })
const named = z.object({ $ref: z.string().optional(), properties: z.record(z.string(), z.unknown()).optional() })
/** The parameters of an operation. */
const taken = z.object({
  parameters: z.array(z.object({ in: z.string(), name: z.string() })).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: named }).optional()) }).optional(),
})
const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})

/** Twilio's document of one operation: its answers, and the schema of each body. */
export interface Operation {
  readonly name: string
  readonly answers: ReadonlyMap<number, ValidateFunction | null>
}

/** One operation as the documents list it. */
export interface Listing {
  readonly product: string
  readonly method: string
  readonly template: string
  /** Names of the query and of the form. */
  readonly parameters: readonly string[]
  /** The operation takes JSON where others take a form. */
  readonly takesJson: boolean
}

export interface OpenApi {
  /** Every operation of the main documents, in their order. */
  readonly listings: readonly Listing[]
  readonly find: (product: string, method: string, path: string) => Operation | undefined
}

/** Reads the documents once, and compiles a schema when it is first needed. */
export function openApi(): OpenApi {
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true, logger: false }))
  ajv.addFormat('date-time-rfc-2822', /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/)
  // The 2010 API calls its own paths URIs: they are relative.
  ajv.addFormat('uri', { validate: (given: string) => URL.canParse(given, 'https://api.twilio.com') })
  const operations = new Map<string, Operation>()
  const templates = files.flatMap(([product, file]) => {
    const { paths, components } = document.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf-8')))
    const isMain = file.startsWith('twilio_')
    return Object.entries(paths).map(([template, methods]) => ({ product, template, methods, components, isMain }))
  })

  return {
    listings: templates
      .filter(({ isMain }) => isMain)
      .flatMap(({ product, template, methods, components }) =>
        ['post', 'get', 'delete'].flatMap((method): Listing[] =>
          method in methods
            ? [
                {
                  product,
                  method: method.toUpperCase(),
                  template,
                  ...takenBy(methods, method, components),
                },
              ]
            : [],
        ),
      ),
    find(product, method, path) {
      const found = templates.find(
        (each) => each.product === product && method.toLowerCase() in each.methods && matches(each.template, path),
      )
      if (found === undefined) return undefined
      const name = `${method} ${product} ${found.template}`
      const known = operations.get(name)
      if (known !== undefined) return known
      const { responses } = operation.parse(found.methods[method.toLowerCase()])
      const answers = Object.entries(responses).map(([status, { content }]) => {
        const schema = content?.['application/json']?.schema
        return [
          Number(status),
          schema === undefined ? null : ajv.compile(jsonSchema(schema, found.components.schemas)),
        ] as const
      })
      const compiled: Operation = { name, answers: new Map(answers) }
      operations.set(name, compiled)
      return compiled
    },
  }
}

function takenBy(
  methods: Readonly<Record<string, unknown>>,
  method: string,
  { schemas }: { readonly schemas: Readonly<Record<string, unknown>> },
): Pick<Listing, 'parameters' | 'takesJson'> {
  const shared = z.object({ parameters: taken.shape.parameters }).parse(methods).parameters
  const { parameters, requestBody } = taken.parse(methods[method])
  const form = requestBody?.content['application/x-www-form-urlencoded']?.schema
  const schema = form?.$ref === undefined ? form : named.parse(schemas[form.$ref.slice(form.$ref.lastIndexOf('/') + 1)])
  const query = [...shared, ...parameters].flatMap((each) => (each.in === 'query' ? [each.name] : []))
  return {
    parameters: [...new Set([...query, ...Object.keys(schema?.properties ?? {})])],
    takesJson: requestBody?.content['application/json'] !== undefined,
  }
}

function matches(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')]
  return wanted.length === given.length && wanted.every((part, i) => part.startsWith('{') || part === given[i])
}

type Schema = Record<string, unknown>

/**
 * OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, references are resolved. Stricter than the document in two
 * ways, as Twilio's answers are: no unnamed property, and in a resource (which has a `url` or `uri`) every named one.
 */
function jsonSchema(value: unknown, schemas: Readonly<Record<string, unknown>>): Schema {
  const { nullable, $ref, properties, items, enum: values, type, ...rest } = value as Schema
  if (typeof $ref === 'string') {
    const target = jsonSchema(schemas[$ref.slice($ref.lastIndexOf('/') + 1)], schemas)
    return nullable === true ? { anyOf: [{ type: 'null' }, target] } : target
  }
  delete rest['example']
  const schema: Schema = { ...rest }
  if (type !== undefined) schema['type'] = nullable === true ? [type, 'null'] : type
  if (Array.isArray(values)) schema['enum'] = nullable === true ? [...values, null] : values
  if (items !== undefined) schema['items'] = jsonSchema(items, schemas)
  if (typeof properties === 'object' && properties !== null) {
    const named = Object.entries(properties).map(([name, each]) => {
      // A reference cannot say that it is nullable; the document's examples show that this one is.
      const whole = name === 'reason_conference_ended' ? { ...each, nullable: true } : each
      return [name, jsonSchema(whole, schemas)] as const
    })
    schema['properties'] = Object.fromEntries(named)
    if (type === 'object') schema['additionalProperties'] = false
    if ('url' in properties || 'uri' in properties) schema['required'] = Object.keys(properties)
  }
  return schema
}
