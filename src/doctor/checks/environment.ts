import type { Check } from '../check.ts'

export const environment: Check = {
  name: 'environment',
  look: async (account) =>
    account.environment.map((what) => ({
      what,
      todo: "See the table in the README; the server's .env must have it.",
      isFatal: true,
    })),
}
