import { z } from 'zod'
import { published } from '../features/published.ts'

/** Features with outbound events, and the first words of their event types. */
export const kinds: ReadonlyMap<string, string> = new Map(published.map(({ feature, kind }) => [feature, kind]))

/** All outbound events, as the features describe them. docs/webhooks is generated from it. */
export const catalogue = published.flatMap(({ outboundEvents }) => outboundEvents)

export const eventTypes: readonly string[] = catalogue.map((each) => each.shape.type.value)

/** Makes one JSON Schema of the catalogue. */
export const catalogueSchema = (): object => ({
  title: 'Events of Escalate',
  ...z.toJSONSchema(z.union(catalogue)),
})
