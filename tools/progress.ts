/** Prints short progress lines on stderr: stdout belongs to the program. */
export const progress = {
  doing: (text: string): void => line(`… ${text}`),
  done: (text: string): void => line(`✓ ${text}`),
  failed: (text: string): void => line(`✗ ${text}`),
}

function line(text: string): void {
  process.stderr.write(`${text}\n`)
}
