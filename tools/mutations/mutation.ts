/** One way to break the product, as a developer might by mistake, and the test files that notice. */
export type Mutation = {
  /** A few words with hyphens: its name on the command line. */
  readonly name: string
  /** What the product promises and breaks with this change: one sentence. */
  readonly promise: string
  /** A file of the product, relative to the project's root. */
  readonly file: string
  /** Occurs in the file exactly once. */
  readonly find: string
  readonly replace: string
  /** Each of these test files alone catches the mutation. */
  readonly caughtBy: readonly string[]
}

/** The mutations of one part of the product. */
export type Area = { readonly title: string; readonly mutations: readonly Mutation[] }
