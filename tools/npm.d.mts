/** Runs npm quietly and keeps what it said, for the case that it fails. */
export declare function runNpm(words: string[], cwd: string): Promise<{ ok: boolean; output: string }>
