import { quietCommand } from '../../tools/quiet-command.ts'

/** Whether a program is here: what only it can say is tested where it is, and skipped by name where it is not. */
export const isOnTheMachine = async (command: string, words: readonly string[]): Promise<boolean> =>
  (await quietCommand(command, words, { timeoutMs: 30_000 })).ok
