/** Runs `work` while no other process holds the lock file. A lock whose holder died is taken over. */
export declare function withLock<T>(
  file: string,
  work: () => T | Promise<T>,
  options?: { timeoutMs?: number },
): Promise<T>

/**
 * Takes the lock for as long as this process lives, if nobody has it.
 * @returns whether it is ours now
 */
export declare function keepLock(file: string): boolean
