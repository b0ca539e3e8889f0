import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import { notFound } from '../rest/rest-error.ts'

/** The Flex Configuration: what REST shows and what Flex UI starts from. There is one once Flex has been seeded. */
export function flexConfiguration(cloud: Cloud) {
  const { project } = cloud.flex
  const workspace = cloud.taskrouter.workspaces.get(project?.workspaceSid ?? '')
  if (project === null || workspace === undefined) throw notFound('/Configuration')
  return {
    account_sid: cloud.account.accountSid,
    status: 'ok',
    date_created: isoSeconds(workspace.createdAt),
    date_updated: isoSeconds(workspace.createdAt),
    attributes: {},
    ui_attributes: {},
    public_attributes: {},
    taskrouter_workspace_sid: project.workspaceSid,
    taskrouter_target_workflow_sid: project.workflowSid,
    taskrouter_target_taskqueue_sid: project.queueSid,
    taskrouter_offline_activity_sid: workspace.defaultActivitySid,
    taskrouter_taskqueues: [],
    taskrouter_skills: [],
    chat_service_instance_sid: cloud.conversations.defaultServiceSid,
    messaging_service_instance_sid: cloud.conversations.messagingServiceSid,
    flex_service_instance_sid: cloud.conversations.defaultServiceSid,
    flex_instance_sid: project.instanceSid,
    runtime_domain: 'https://simulated-flex.example.com',
    flex_url: 'https://flex.twilio.com/simulated',
    ui_language: 'en-US',
    ui_version: '2',
    call_recording_enabled: false,
    plugin_service_enabled: true,
    channel_configs: [],
    integrations: [],
    url: 'https://flex-api.twilio.com/v1/Configuration',
    ...cloud.flexUi.configuration,
  }
}
