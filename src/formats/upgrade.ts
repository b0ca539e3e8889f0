/** A piece of data as it was stored. */
export type Data = Readonly<Record<string, unknown>>

/** Functions from one format to the next. Each gets data as it was stored and returns it in the next format. */
export type Upgrade = {
  readonly state: (state: Data, feature: string) => Data
  readonly event: (event: Data) => Data
  readonly effect: (effect: Data) => Data
  readonly entry: (entry: Data) => Data
}
