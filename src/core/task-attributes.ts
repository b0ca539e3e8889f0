/**
 * The longest attributes of a task, in characters of JSON with its spaces.
 * https://www.twilio.com/docs/taskrouter/limits
 */
export const mostCharacters = 4_096

/**
 * Why our part could not be written to a task's attributes.
 *
 * - `no-object`: somebody else wrote attributes that are no JSON object; unreadable attributes must not be overwritten
 * - `too-long`: with our part the attributes would be longer than TaskRouter allows
 * - `refused`: TaskRouter refused them
 */
export const unwrittenWords = ['no-object', 'too-long', 'refused'] as const
export type Unwritten = (typeof unwrittenWords)[number]
