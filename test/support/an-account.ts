import { simAt } from '../../tools/sim.ts'
import { credentials } from '../../tools/stack.ts'
import { startSimulator } from '../simulator/running-simulator.ts'

/** A simulated account with three workers and four queues, and an environment for tools that check it. */
export async function anAccount() {
  const simulator = await startSimulator({
    fixedSids: {
      workspaceSid: credentials.TWILIO_WORKSPACE_SID,
      chatServiceSid: credentials.TWILIO_CHAT_SERVICE_SID,
      transferWorkflowSid: credentials.TWILIO_TRANSFER_WORKFLOW_SID,
    },
  })
  const sim = simAt(simulator.url)
  await sim.call('POST', '/seed', {})
  const env = { ...credentials, TWILIO_API_URL: simulator.url, PUBLIC_URL: 'https://escalate.example.com' }
  const workspace = simulator.sdk.taskrouter.v1.workspaces(credentials.TWILIO_WORKSPACE_SID)
  return {
    sim,
    simulator,
    env,
    workspace,
    stop: simulator.stop,
    /** Puts another configuration into the transfer workflow. */
    route: (configuration: object) =>
      workspace
        .workflows(credentials.TWILIO_TRANSFER_WORKFLOW_SID)
        .update({ configuration: JSON.stringify(configuration) }),
  }
}
