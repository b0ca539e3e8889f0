export type Values = Readonly<Record<string, string | number>>

/** `fill('With {name}', { name })`: fills in values. Does not look for placeholders inside a value. */
export const fill = (text: string, values: Values = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole))
