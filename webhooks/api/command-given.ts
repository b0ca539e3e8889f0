import { randomUUID } from 'node:crypto'
import type { Command } from '../../src/core/commands.ts'

/**
 * Returns the fact that a worker, whose Flex token was checked, just gave a command through the API. @param key the
 * conversation
 */
export const commandGiven = (key: string, workerSid: string, command: Command) =>
  ({
    type: 'command.given',
    id: `api-${randomUUID()}`,
    key,
    at: Date.now(),
    command,
    by: { workerSid },
  }) as const
