/** How many characters of JSON, with all its spaces, TaskRouter keeps with a task. https://www.twilio.com/docs/taskrouter/limits */
export const mostCharacters = 4_096

/**
 * Why a task does not say what it should.
 *
 * - `no-object`: somebody else wrote attributes that are no JSON object; what cannot be read must not be written over
 * - `too-long`: with our part the attributes would be longer than TaskRouter keeps
 * - `refused`: TaskRouter would not take them
 */
export const unwrittenWords = ['no-object', 'too-long', 'refused'] as const
export type Unwritten = (typeof unwrittenWords)[number]
