import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import { notFound } from '../rest/rest-error.ts'

/** Settings without a value. Flex works without them. */
const unset = {
  ...{ taskrouter_worker_channels: {}, taskrouter_worker_attributes: {}, ui_dependencies: {}, service_version: null },
  ...{ call_recording_webhook_url: null, crm_enabled: false, crm_type: null, crm_callback_url: null },
  ...{ crm_fallback_url: null, crm_attributes: null, plugin_service_attributes: {}, outbound_call_flows: {} },
  ...{ serverless_service_sids: [], queue_stats_configuration: {}, notifications: {}, markdown: {} },
  ...{ flex_insights_hr: {}, flex_insights_drilldown: false, debugger_integration: {}, flex_ui_status_report: {} },
  ...{ agent_conv_end_methods: { enabled: [] }, citrix_voice_vdi: {}, offline_config: {} },
}

/**
 * The Flex Configuration, as REST shows it and as Flex UI reads it at its start. It exists once Flex has been seeded.
 */
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
    ...unset,
    url: 'https://flex-api.twilio.com/v1/Configuration',
    ...cloud.flexUi.configuration,
  }
}
