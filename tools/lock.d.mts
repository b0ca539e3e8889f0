/** Runs `work` while no other process holds the lock file. A lock whose holder died is taken over. */
export declare function withLock<T>(
  file: string,
  work: () => T | Promise<T>,
  options?: { timeoutMs?: number },
): Promise<T>
