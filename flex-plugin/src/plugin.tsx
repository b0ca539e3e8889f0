import * as React from 'react'
import type { App } from './app.ts'
import { catchCommands } from './composer/catch-commands.ts'
import { quietTyping } from './composer/quiet-typing.ts'
import { SuggestionList } from './composer/suggestion-list.tsx'
import { createApp } from './create-app.ts'
import { field, textField } from './flex/field.ts'
import type { Flex, Manager, Plugin } from './flex/flex.ts'
import { followTasks } from './flex/my-tasks.ts'
import { isAssigned, isChat, readTask } from './flex/tasks.ts'
import { FrameLayer } from './frame/frame-layer.tsx'
import { tabName } from './frame/go-to-room.ts'
import { rejoin } from './frame/rejoin.ts'
import { guardLeaving } from './guards/guard-leaving.ts'
import { keepCall } from './guards/keep-call.ts'
import { quietConference } from './guards/quiet-conference.ts'
import { SupervisorButton } from './header/supervisor-button.tsx'
import { TransferButton } from './header/transfer-button.tsx'
import { VideoButton } from './header/video-button.tsx'
import { registerNotices } from './notifications/notices.tsx'
import { tellChanges } from './notifications/tell-changes.ts'
import { tellRefusals } from './notifications/tell-refusals.ts'
import { ParticipantsTab, participantsTab } from './participants/participants-tab.tsx'
import { createCallApi } from './server/call-api.ts'
import { followEvents } from './server/follow-events.ts'
import { flexSession } from './server/session.ts'
import { isHalfSetUp, readSettings } from './settings.ts'
import { hasTab } from './state/model.ts'
import { Label } from './texts/label.tsx'
import { lateBeside, textsBeside } from './texts/load-texts.ts'
import { registerWords } from './texts/words.ts'
import { narrowDirectory } from './transfer/directory.tsx'
import { IncomingNote } from './transfer/incoming-note.tsx'
import { takeTransfers } from './transfer/take-transfers.ts'
import { tellTransfers } from './transfer/tell-transfers.ts'
import { createDeclines, type Declines } from './video-request/decline.ts'
import { RequestNotice } from './video-request/request-notice.tsx'
import { VideoTab } from './video-tab/video-tab.tsx'

/** Only known while the script is evaluated. */
const ownAddress = ownScript()

/**
 * The whole plugin. Flex creates one instance and waits for `init` before it shows the desktop, so `init` registers
 * everything and waits for nothing. Without a server the plugin leaves Flex unchanged; with video and transfers off it
 * only handles voice calls.
 */
export class EscalatePlugin implements Plugin {
  /** Flex reads `name` and `version` of a plugin. */
  readonly name = __FPB_PLUGIN_UNIQUE_NAME
  readonly version = __FPB_PLUGIN_VERSION

  init(flex: Flex, manager: Manager): void {
    const settings = readSettings(manager)
    const words = () => registerWords(manager, navigator.languages, textsBeside(ownAddress), lateBeside(ownAddress))
    if (isHalfSetUp(manager)) registerNotices(flex)('EscalateProblem', words().say('notSetUp'))
    if (!settings) return
    quietConference(flex, settings)
    const [session, tasks] = [flexSession(manager), followTasks(manager)]
    keepCall(flex, createCallApi(settings.server, session), tasks)
    if (!settings.video && !settings.transfer) return
    const app = createApp({ flex, manager, settings, session, tasks, words: words() })
    // The main container outlives tasks and views. Flex would not render a child that is added later.
    flex.MainContainer.Content.add(<FrameLayer key="escalate-frame" app={app} />)
    for (const input of [flex.MessageInput, flex.MessageInputV2])
      input.Content.add(<SuggestionList key="escalate-commands" app={app} />, { sortOrder: -1000 })
    if (settings.video) addVideo(app)
    if (settings.video) addRequests(app, createDeclines(settings.server, session, app))
    if (settings.transfer) addTransfer(app)
    if (mayOversee(manager)) addSupervision(app)
    catchCommands(app)
    quietTyping(app)
    guardLeaving(app)
    tellRefusals(app)
    followEvents({ ...app, server: settings.server, session })
    if (settings.video) rejoin(app)
  }
}

const overRoles = ['supervisor', 'admin']
/** Only hides a button that would not work: the server asks Twilio for the roles. */
const mayOversee = ({ user }: Manager) => user.roles.some((role) => overRoles.includes(role))

function addSupervision(app: App): void {
  app.flex.MainHeader.Content.add(<SupervisorButton key="escalate-supervisor" app={app} />, {
    sortOrder: -1,
    align: 'end',
  })
}

function addVideo(app: App): void {
  const { flex } = app
  flex.TaskCanvasHeader.Content.add(<VideoButton key="escalate-video" app={app} />, { sortOrder: 1 })
  const Room = flex.withTaskContext(VideoTab)
  flex.TaskCanvasTabs.Content.add(
    <flex.Tab key={tabName} uniqueName={tabName} label={<Label app={app} text="tab" />}>
      <Room key="escalate-tab" app={app} />
    </flex.Tab>,
    // Flex opens the first tab, which must stay the chat.
    { sortOrder: 1000, if: (props) => hasTab(app.videos.of(taskOf(props))) },
  )
  tellChanges(app)
}

function addRequests(app: App, declines: Declines): void {
  for (const input of [app.flex.MessageInput, app.flex.MessageInputV2])
    input.Content.add(<RequestNotice key="escalate-request" app={app} declines={declines} />, { sortOrder: -1001 })
}

function addTransfer(app: App): void {
  const { flex } = app
  flex.TaskCanvasHeader.Content.add(<TransferButton key="escalate-transfer" app={app} />, { sortOrder: 1 })
  // The place where Flex shows the note of its own transfers.
  const Note = flex.withTaskContext(IncomingNote)
  flex.TaskInfoPanel.Content.add(<Note key="escalate-note" app={app} testId="escalate-note" />, { sortOrder: -1 })
  const Participants = flex.withTaskContext(ParticipantsTab)
  flex.TaskCanvasTabs.Content.add(
    <flex.Tab key={participantsTab} uniqueName={participantsTab} label={<Label app={app} text="people" />}>
      <Participants key="escalate-people" app={app} />
    </flex.Tab>,
    { sortOrder: 1001, if: (props) => isChat(taskOf(props)) && isAssigned(taskOf(props)) },
  )
  takeTransfers(app)
  narrowDirectory(app)
  tellTransfers(app)
}

function ownScript(): string | undefined {
  const script: unknown = globalThis.document?.currentScript
  return textField(script, 'src')
}

const taskOf = (props: unknown) => readTask(field(props, 'task'))
