import { Hono } from 'hono'
import { jsonOnly, ownHostsOnly, ownPagesOnly } from './browsers/guards.ts'
import { createOwnHosts } from './browsers/own-hosts.ts'
import { type Account, fakeAccount } from './cloud/account.ts'
import type { Assumption } from './cloud/assumptions.ts'
import { createClock } from './cloud/clock.ts'
import type { Cloud, FixedSids } from './cloud/cloud.ts'
import { createJournal } from './cloud/journal.ts'
import { createSids } from './cloud/sids.ts'
import { controlDoor } from './control/door.ts'
import type { ConversationsState } from './conversations/model.ts'
import { conversationsRoutes } from './conversations/routes.ts'
import { emptyConversations } from './conversations/state.ts'
import { deskRoutes } from './desk/routes.ts'
import { agentsInConversations } from './flex/agents.ts'
import { emptyFlex } from './flex/model.ts'
import { transferAccepted, transferDeclined } from './flex/native-transfer.ts'
import { flexRoutes } from './flex/routes.ts'
import { eventsToBrowsers } from './flex-ui/bridge/live.ts'
import { conversationsToBrowsers } from './flex-ui/chat/live.ts'
import { flexUiDoor } from './flex-ui/door.ts'
import { emptyFlexUi } from './flex-ui/model.ts'
import { emptyIam } from './iam/model.ts'
import { iamRoutes } from './iam/routes.ts'
import { signInRoutes } from './iam/sign-in.ts'
import { emptyPlugins } from './plugins/model.ts'
import { pluginServiceRoutes } from './plugins/routes.ts'
import { createAuthentication } from './rest/authentication.ts'
import type { SocketEnv } from './rest/connection.ts'
import { inHeader } from './rest/gap.ts'
import { createProduct } from './rest/product.ts'
import { createRateLimits, documentedRates, type Rates } from './rest/rates.ts'
import { createRestFaults } from './rest/rest-faults.ts'
import { createStaleReads } from './rest/stale-reads.ts'
import { uploadRoutes } from './serverless/asset-routes.ts'
import { emptyServerless } from './serverless/model.ts'
import { deployedAssets, serverlessRoutes } from './serverless/routes.ts'
import { syncRoutes } from './sync/routes.ts'
import { emptySync } from './sync/service-life.ts'
import { longestAssignment } from './taskrouter/longest-assignment.ts'
import type { TaskRouterState } from './taskrouter/model.ts'
import { taskRouterRoutes } from './taskrouter/routes.ts'
import { rerouting } from './taskrouter/routing.ts'
import { transfersFollow } from './taskrouter/transfers.ts'
import { timeoutActivity } from './taskrouter/workers.ts'
import { emptyTurn } from './turn/model.ts'
import { turnRoutes } from './turn/routes.ts'
import { createMediaServer } from './video/media/media-server.ts'
import { emptyVideo } from './video/model.ts'
import { videoRoutes } from './video/routes.ts'
import { browsersInRooms } from './video/signalling/browsers-in-rooms.ts'
import { cutSignalling } from './video/signalling/serve-signalling.ts'
import { emptySignalling, type MediaMode } from './video/signalling/state.ts'
import { legsFollowConferences } from './voice/call-life.ts'
import { createMediaSender } from './voice/media/media-sender.ts'
import type { VoiceSettings, VoiceState } from './voice/model.ts'
import { phoneTasksFollowCalls } from './voice/phone/follow-calls.ts'
import { phoneTasksFollowTaskRouter } from './voice/phone/follow-tasks.ts'
import { voiceRoutes } from './voice/routes.ts'
import { emptyVoice } from './voice/state.ts'
import { legsInBrowsers } from './voice-sdk/legs-in-browsers.ts'
import { emptyVoiceSdk } from './voice-sdk/model.ts'
import { voiceSdkRoutes } from './voice-sdk/web-routes.ts'
import { createWebhooks } from './webhooks/webhooks.ts'

export interface SimulatorOptions {
  readonly account?: Account
  /** Opens `/__sim/*`. Off by default. */
  readonly control?: boolean
  /** Host names of the simulator and the application, besides this machine's. */
  readonly hosts?: readonly string[]
  readonly fixedSids?: FixedSids
  /** Seconds that a browser stays in its room after it loses its signalling connection: 30 by default. */
  readonly sessionTimeoutSeconds?: number
  /** What browsers in rooms connect to: the simulator's media server (the default), or each other. */
  readonly media?: MediaMode
  /** The file with Flex UI in it. Without it there is no `/flex`. */
  readonly flexShell?: string | null
  /** The initial voice settings, also after a reset. */
  readonly voice?: Partial<VoiceSettings>
  /** Rate limits that differ from Twilio's documented ones. */
  readonly rates?: Partial<Rates>
}

export interface Simulator {
  readonly app: Hono<SocketEnv>
  readonly cloud: Cloud
}

const usual = {
  latencyMs: 0,
  lagReadsMs: 0,
  lagsChanges: false,
  mostPerPage: null,
  mostRooms: 10_000,
  mostInRooms: 10_000,
  keyRegion: 'us1',
} as const

/** They differ from US1 only in who may sign in; they show the same resources. */
const otherRegions = [
  ['dublin', 'ie1'],
  ['sydney', 'au1'],
] as const

/** Creates a Twilio account in memory. The routes below show where each product is mounted. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const cloud = createCloud(options)
  const app = new Hono<SocketEnv>().use(ownHostsOnly(cloud.isOwnHost))
  app.route('/api', createProduct(cloud, 'api', [...voiceRoutes(cloud), ...turnRoutes(cloud)]))
  for (const [edge, region] of otherRegions) {
    const host = `api.${edge}.${region}`
    app.route(`/${host}`, createProduct(cloud, host, voiceRoutes(cloud), region))
  }
  app.route('/conversations', createProduct(cloud, 'conversations', conversationsRoutes(cloud)))
  app.route('/flex-api', createProduct(cloud, 'flex-api', [...flexRoutes(cloud), ...pluginServiceRoutes(cloud)]))
  app.route('/iam', createProduct(cloud, 'iam', iamRoutes(cloud)))
  app.route('/serverless', createProduct(cloud, 'serverless', serverlessRoutes(cloud)))
  app.route('/serverless-upload', createProduct(cloud, 'serverless-upload', uploadRoutes(cloud)))
  app.route('/', deployedAssets(cloud))
  app.route('/', voiceSdkRoutes(cloud))
  app.route('/sync', createProduct(cloud, 'sync', syncRoutes(cloud)))
  app.route('/taskrouter', createProduct(cloud, 'taskrouter', taskRouterRoutes(cloud)))
  app.route('/video', createProduct(cloud, 'video', videoRoutes(cloud)))
  if (options.control === true) {
    app.use('/__sim/*', ownPagesOnly(), jsonOnly())
    app.use('/desk/view', ownPagesOnly())
    app.use('/desk/agents/*', ownPagesOnly(), jsonOnly())
    app.use('/__twilio/*', ownPagesOnly())
    app.route(
      '/__sim',
      controlDoor(cloud, () => reset(cloud, options)),
    )
    app.route('/', deskRoutes(cloud))
    app.route('/', signInRoutes(cloud))
    app.route('/', flexUiDoor(cloud))
  }
  app.notFound((c) => c.text('404 Not Found', 404, inHeader(`${c.req.path} is an address the simulator does not know`)))
  return { app, cloud }
}

function createCloud({
  account = fakeAccount,
  hosts = [],
  fixedSids = {},
  sessionTimeoutSeconds = 30,
  media = 'server',
  flexShell = null,
  voice = {},
  rates = {},
}: SimulatorOptions): Cloud {
  const clock = createClock()
  const { newSid, ageOf, asIfLong } = createSids(clock.now)
  const journal = createJournal(clock.now)
  const settings: Cloud['settings'] = { ...usual }
  const untrue = new Set<Assumption>()
  let order = 0
  const cloud: Cloud = {
    account,
    isOwnHost: createOwnHosts(hosts),
    fixedSids,
    authenticate: createAuthentication(account, () => settings.keyRegion),
    clock,
    newSid,
    ageOf,
    asIfLong,
    nextOrder: () => {
      order += 1
      return order
    },
    journal,
    webhooks: createWebhooks({
      authToken: account.authToken,
      clock,
      journal,
      isTidy: () => !untrue.has('callbacks-in-order-once'),
    }),
    restFaults: createRestFaults(),
    staleReads: createStaleReads(clock.now),
    rates: createRateLimits({ ...documentedRates, ...rates }),
    untrue,
    settings,
    conversations: emptyConversations(newSid, clock.now(), fixedSids.chatServiceSid),
    flexUi: emptyFlexUi(flexShell),
    video: emptyVideo(),
    voice: emptyVoice(),
    voiceSdk: emptyVoiceSdk(),
    mediaServer: createMediaServer(journal),
    signalling: emptySignalling(sessionTimeoutSeconds, media),
    turn: emptyTurn(),
    taskrouter: { workspaces: new Map(), listeners: [] },
    flex: emptyFlex(),
    iam: emptyIam(),
    sync: { services: new Map() },
    plugins: emptyPlugins(),
    serverless: emptyServerless(),
    agentPanel: null,
  }
  cloud.sync = emptySync(cloud)
  cloud.conversations = openConversations(cloud)
  cloud.video = emptyVideo([browsersInRooms(cloud)])
  cloud.voice = openVoice(cloud, voice)
  cloud.taskrouter = emptyTaskRouter(cloud)
  return cloud
}

const openVoice = (cloud: Cloud, settings: Partial<VoiceSettings>): VoiceState =>
  emptyVoice(settings, createMediaSender(cloud), [
    legsFollowConferences,
    legsInBrowsers(cloud),
    phoneTasksFollowCalls(cloud),
  ])

const openConversations = (cloud: Cloud): ConversationsState =>
  emptyConversations(cloud.newSid, cloud.clock.now(), cloud.fixedSids.chatServiceSid, [conversationsToBrowsers(cloud)])

/** The listeners of TaskRouter. Their order matters: the worker's activity, the task's next offer, transfers, Flex. */
const emptyTaskRouter = (cloud: Cloud): TaskRouterState => ({
  workspaces: new Map(),
  listeners: [
    timeoutActivity(cloud),
    longestAssignment(cloud),
    transferDeclined(cloud),
    rerouting(cloud),
    transfersFollow(cloud),
    agentsInConversations(cloud),
    transferAccepted(cloud),
    phoneTasksFollowTaskRouter(cloud),
    eventsToBrowsers(cloud),
  ],
})

/** Forgets everything except which SIDs have been used. */
function reset(cloud: Cloud, { voice = {} }: SimulatorOptions): void {
  cutSignalling(cloud)
  cloud.voice.media.clear()
  cloud.clock.reset()
  cloud.webhooks.clear()
  cloud.restFaults.clear()
  cloud.rates.reset()
  cloud.staleReads.clear()
  cloud.journal.clear()
  Object.assign(cloud.settings, usual)
  cloud.untrue.clear()
  cloud.conversations = openConversations(cloud)
  cloud.flexUi = emptyFlexUi(cloud.flexUi.shellFile)
  cloud.video = emptyVideo([browsersInRooms(cloud)])
  cloud.voice = openVoice(cloud, voice)
  cloud.voiceSdk = emptyVoiceSdk()
  cloud.signalling = emptySignalling(cloud.signalling.usualTimeoutSeconds, cloud.signalling.media)
  cloud.turn = emptyTurn()
  cloud.taskrouter = emptyTaskRouter(cloud)
  cloud.flex = emptyFlex()
  cloud.iam = emptyIam()
  cloud.sync = emptySync(cloud)
  cloud.plugins = emptyPlugins()
  cloud.serverless = emptyServerless()
  cloud.agentPanel = null
}
