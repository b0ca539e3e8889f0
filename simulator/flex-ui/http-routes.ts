import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { flexConfiguration } from '../flex/configuration.ts'
import { releasedPlugins } from '../plugins/find.ts'
import { type Answer, ok } from '../rest/route.ts'
import { assetPath } from '../serverless/routes.ts'
import { claimsOf } from './agent.ts'
import { createBridgeRequest } from './bridge/bridge-request.ts'
import { type ClientRoute, clientRoute } from './client-route.ts'
import { noteRoutes } from './note-routes.ts'
import { claimsSeen, openSession } from './session.ts'

const nothing = z.unknown()
const workdayMs = 8 * 3600 * 1000

/** Flex UI's plain HTTP requests, by host and path. */
export function httpRoutes(cloud: Cloud): readonly ClientRoute<undefined>[] {
  const askBridge = createBridgeRequest(cloud)
  return [
    clientRoute('GET', 'flex-api.twilio.com/v1/Configuration', nothing, () => ok(shellConfiguration(cloud))),
    clientRoute(
      'POST',
      'flex-api.twilio.com/v1/Accounts/:account/Tokens/Info',
      z.object({ Token: z.string() }),
      ({ body }) => ok(tokenSeen(cloud, body.Token)),
    ),
    clientRoute(
      'POST',
      'iam.twilio.com/v1/Accounts/:account/Tokens/refresh',
      z.object({ token: z.string() }),
      ({ body }) => refreshed(cloud, body.token),
    ),
    // With this feature Flex keeps its session per browser tab, so that two tabs can be two agents.
    clientRoute('GET', 'flex.twilio.com/api/v1/Features/:feature', nothing, ({ at }) =>
      ok({ enabled: at.feature === 'sso-token-session-storage' }),
    ),
    clientRoute('GET', 'flex.twilio.com/api/v1/Session', nothing, () =>
      ok({ features: cloud.flexUi.features.map(featureSeen), insights_active: false }),
    ),
    clientRoute('GET', 'flex-api.twilio.com/v1/account/provision/status', nothing, () => ok({ status: 'inactive' })),
    clientRoute('GET', 'flex-api.twilio.com/v3/Instances/:instance/TransferSettings', nothing, () =>
      ok({ transfer_settings: [transferSettingsSeen(cloud)] }),
    ),
    ...noteRoutes(cloud),
    // Flex asks for this for supervisors and admins. Without teams Flex UI shows all workers together.
    clientRoute('GET', 'flex-api.twilio.com/v1/Instances/:instance/Teams/Context', nothing, () =>
      ok({ team_setup_complete: false }),
    ),
    clientRoute('GET', 'status.twilio.com/api/v2/summary.json', nothing, () =>
      ok({ status: { indicator: 'none', description: 'All Systems Operational' }, components: [], incidents: [] }),
    ),
    clientRoute('GET', 'flex.twilio.com/plugins', nothing, () => ok(loadedPlugins(cloud))),
    clientRoute('POST', 'event-bridge.twilio.com/v1/wschannels', nothing, ({ body }) => askBridge(body)),
    clientRoute('POST', 'flex-sdk.twilio.com/v1/Telemetry/Events', nothing, () => ok({})),
    clientRoute('GET', 'assets.flex.twilio.com/assets/countries.json', nothing, () =>
      ok([{ name: 'United States', countryCode: '1', isoCode: 'US' }]),
    ),
    clientRoute('GET', 'assets.flex.twilio.com/assets/flagPositions.json', nothing, () => ok({})),
  ]
}

/** The control door's plugins and those of the active release. A released plugin replaces one with the same name. */
function loadedPlugins(cloud: Cloud) {
  const released = releasedPlugins(cloud).map(({ plugin, version, phase }) => {
    return { name: plugin.uniqueName, version: version.version, src: assetPath(version.url), phase }
  })
  const given = cloud.flexUi.plugins.filter(({ name }) => !released.some((each) => each.name === name))
  return [...given.map(({ name, version, src }) => ({ name, version, src, phase: 3 })), ...released]
}

/** Flex UI does not start unless the configuration names a fitting version. */
function shellConfiguration(cloud: Cloud) {
  const configuration = flexConfiguration(cloud)
  return {
    ...configuration,
    ui_attributes: { version_compatibility: 'yes', ...configuration.ui_attributes },
    ui_version: '2.17.1',
    plugin_service_attributes: {},
    debugger_integration: { enabled: false },
    flex_ui_status_report: { enabled: false },
    notifications: { enabled: false, mode: 'whenNotInFocus' },
    markdown: { enabled: false, mode: 'readOnly' },
    citrix_voice_vdi: { enabled: false },
    serverless_service_sids: [],
    ui_dependencies: {},
  }
}

function tokenSeen(cloud: Cloud, token: string) {
  const claims = claimsOf(cloud, token)
  if (claims === undefined) return { valid: false, code: 20101, message: 'Invalid access token' }
  return { valid: true, account_sid: cloud.account.accountSid, ...claimsSeen(claims) }
}

function refreshed(cloud: Cloud, token: string): Answer {
  const claims = claimsOf(cloud, token)
  if (claims === undefined) return { status: 401, body: { status: 401, code: 20104, message: 'Access token expired' } }
  return ok(openSession(cloud, { ...claims, expiresAt: cloud.clock.now() + workdayMs }))
}

function transferSettingsSeen({ flex: { transferSettings } }: Cloud) {
  const { enabled, notes } = transferSettings
  return { enabled, transfer_notes_enabled: enabled && notes, ai_summary_enabled: false, directory: {} }
}

const featureSeen = (id: string) => ({
  id,
  name: id,
  description: id,
  docUrl: '',
  enabled: true,
  stage: 'ga',
  dependencies: [],
})
