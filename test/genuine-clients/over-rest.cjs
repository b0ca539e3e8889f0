// Twilio's helper library of the given major version, as applications use it. Prints the answers.
const twilio = require(`twilio-${process.argv[2]}`)
const { fail, tell } = require('./tell.cjs')

const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_KEY_SID, TWILIO_API_KEY_SECRET } = process.env
const client = twilio(TWILIO_API_KEY_SID, TWILIO_API_KEY_SECRET, { accountSid: TWILIO_ACCOUNT_SID })
const refusal = (work) =>
  work.then(
    () => 'nothing was refused',
    ({ status, code }) => ({ status, code }),
  )

async function run({ workspaceSid, taskSid, conversationSid }) {
  const room = await client.video.v1.rooms.create({ uniqueName: 'genuine', emptyTimeout: 5, statusCallback: '' })
  await client.video.v1.rooms(room.sid).recordingRules.update({ rules: [{ type: 'include', all: true }] })
  const rules = await client.video.v1.rooms(room.sid).recordingRules.fetch()
  const taken = await refusal(client.video.v1.rooms.create({ uniqueName: 'genuine' }))
  const ended = await client.video.v1.rooms(room.sid).update({ status: 'completed' })

  const tasks = client.taskrouter.v1.workspaces(workspaceSid).tasks
  const before = await tasks(taskSid).fetch()
  const changed = JSON.stringify({ ...JSON.parse(before.attributes), genuine: true })
  await tasks(taskSid).update({ attributes: changed })
  const late = await refusal(tasks(taskSid).update({ attributes: '{}', ifMatch: '0' }))
  const found = await tasks.list({ evaluateTaskAttributes: 'genuine == true' })

  const messages = client.conversations.v1.conversations(conversationSid).messages
  for (const body of ['one', 'two', 'three'])
    await messages.create({ author: 'customer', body, xTwilioWebhookEnabled: 'true' })
  const pages = []
  for (let page = await messages.page({ pageSize: 2 }); page; page = await page.nextPage())
    pages.push(page.instances.map(({ body }) => body))

  const url = 'https://escalate.example.com/hook'
  const signature = twilio.validateRequest.length > 0 && twilio.validateRequest(TWILIO_AUTH_TOKEN, 'wrong', url, {})
  return {
    room: [room.status, ended.status, rules.rules],
    ...{ taken, late, found: found.map(({ sid }) => sid), pages, signature },
  }
}

run(JSON.parse(process.argv[3] ?? '{}')).then(tell, fail)
