import type { Check } from '../check.ts'

export const environment: Check = {
  name: 'environment',
  look: async (account) =>
    account.environment.map((what) => ({
      what,
      todo: "See docs/configuration.md, and change the server's .env.",
      isFatal: true,
    })),
}
