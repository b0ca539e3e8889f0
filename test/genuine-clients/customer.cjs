// A customer's web chat with Twilio's own Conversations SDK: signs in, reads, writes, types, gets the agent's message,
// and ends the chat.
const { Client } = require('@twilio/conversations')
const { fail, tell } = require('./tell.cjs')

const [token, conversationSid, twilsock] = process.argv.slice(2)
const client = new Client(token, { Twilsock: { uri: twilsock }, logLevel: 'silent' })
const once = (who, event) => new Promise((resolve) => who.once(event, resolve))

async function run() {
  const [state] = await Promise.race([
    once(client, 'initialized').then(() => ['initialized']),
    once(client, 'connectionError').then(({ terminal, errorCode, httpStatusCode }) => [
      'refused',
      { terminal, errorCode, httpStatusCode },
    ]),
  ]).then((seen) => (seen[0] === 'refused' ? [seen[1]] : seen))
  if (state !== 'initialized') return { refused: state }
  const conversation = await client.getConversationBySid(conversationSid)
  const before = await conversation.getMessages(10)
  const heard = once(conversation, 'messageAdded')
  await conversation.sendMessage('written by the customer', { language: 'de' })
  const mine = await heard
  await conversation.typing()
  await conversation.setAllMessagesRead()
  const answer = once(conversation, 'messageAdded')
  process.stdout.write('ready\n')
  const theirs = await answer
  const people = await conversation.getParticipants()
  const unread = await conversation.getUnreadMessagesCount()
  await conversation.updateAttributes({ rating: 5 })
  await conversation.leave()
  return {
    before: before.items.map(({ body }) => body),
    mine: { body: mine.body, author: mine.author, attributes: mine.attributes },
    theirs: { body: theirs.body, author: theirs.author },
    people: people.map(({ identity }) => identity).sort(),
    unread,
  }
}

run().then(
  async (told) => {
    tell(told)
    await client.shutdown().catch(() => {})
    process.exit()
  },
  (problem) => {
    fail(problem)
    process.exit()
  },
)
