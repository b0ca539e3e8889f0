// Twilio's own check of a Flex token, as its Functions use it.
const { validator } = require('twilio-flex-token-validator')
const { tell } = require('./tell.cjs')

const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = process.env
validator(process.argv[2], TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN).then(
  ({ valid, roles, worker_sid }) => tell({ valid, roles, worker_sid }),
  (problem) => tell({ refused: String(problem.message ?? problem) }),
)
