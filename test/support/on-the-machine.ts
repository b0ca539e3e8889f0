import { quietCommand } from '../../tools/quiet-command.ts'

/** Whether a program exists here: tests that need it run where it exists, and are skipped by name where it does not. */
export const isOnTheMachine = async (command: string, words: readonly string[]): Promise<boolean> =>
  (await quietCommand(command, words, { timeoutMs: 30_000 })).ok
