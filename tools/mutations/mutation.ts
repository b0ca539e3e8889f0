/** One way to break the product, as somebody might by mistake, and the test files that notice. */
export type Mutation = {
  /** A few words with hyphens. It names the mutation on the command line. */
  readonly name: string
  /** What the product promises, and does not keep with this change: one sentence. */
  readonly promise: string
  /** A file of the product, from the root of the project. */
  readonly file: string
  /** Occurs in the file exactly once. */
  readonly find: string
  readonly replace: string
  /** Each of them alone is enough. */
  readonly caughtBy: readonly string[]
}

/** Mutations of one part of the product. */
export type Area = { readonly title: string; readonly mutations: readonly Mutation[] }
