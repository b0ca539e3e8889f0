/** Prints the result for the test, as one line. */
exports.tell = (told) => process.stdout.write(`${JSON.stringify(told)}\n`)
exports.fail = (problem) => {
  process.stderr.write(`${problem?.stack ?? problem}\n`)
  process.exitCode = 1
}
