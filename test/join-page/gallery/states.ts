import type { DeadEnd } from '../../../join-page/src/journey/model.ts'
import type { State } from './state.ts'

const dead = (why: DeadEnd, rest: Partial<State> = {}): State => ({ screen: { is: 'dead', why }, ...rest })
const agents = { role: 'agent' } as const
const supervisors = { role: 'supervisor' } as const
const joined = { hasJoined: true } as const
const pressed = (...actions: readonly string[]) => ({ press: actions.map((action) => `[data-action="${action}"]`) })

const outside = {
  loading: { screen: { is: 'loading' } },
  'gate-in-app': {
    screen: { is: 'gate', browser: 'in-app' },
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Instagram 300.0',
  },
  'gate-in-app-android': {
    screen: { is: 'gate', browser: 'in-app' },
    userAgent: 'Mozilla/5.0 (Linux; Android 14; K; wv) AppleWebKit/537.36 Chrome/120.0 Mobile [FB_IAB/FB4A;FBAV/440]',
  },
  'gate-in-app-unknown': { screen: { is: 'gate', browser: 'in-app' }, ...pressed('copy-link') },
  'gate-old': { screen: { is: 'gate', browser: 'old' } },
  'gate-unsupported': { screen: { is: 'gate', browser: 'unsupported' } },
  'gate-insecure': { screen: { is: 'gate', browser: 'insecure' } },
  welcome: { screen: { is: 'welcome' } },
  'welcome-recording': { screen: { is: 'welcome' }, server: { mayRecord: true } },
  'welcome-nameless': { screen: { is: 'welcome' }, server: { agentName: '' } },
  'welcome-agent': { screen: { is: 'welcome' }, server: { ...agents, mayRecord: true } },
  'welcome-supervisor': { screen: { is: 'welcome' }, server: supervisors },
  move: { screen: { is: 'move' } },
  'move-stay': { screen: { is: 'move' }, ...pressed('stay') },
  joining: { screen: { is: 'joining' } },
  'joining-network-blocked': { screen: { is: 'joining' }, journey: { ...joined, tries: 2 }, call: { isCutOff: true } },
  'joining-again': { screen: { is: 'joining' }, journey: { ...joined, tries: 2 } },
  left: { screen: { is: 'left' }, journey: joined, server: { isRoomOpen: false } },
  'left-open': { screen: { is: 'left' }, journey: joined },
  'left-before': { screen: { is: 'left' }, server: { isRoomOpen: false } },
  'left-rated': { screen: { is: 'left' }, journey: joined, server: { isRated: true } },
  'left-agent': { screen: { is: 'left' }, journey: joined, server: agents },
} as const satisfies Readonly<Record<string, State>>

const rating = {
  'rating-good': dead('ended', { journey: joined, press: ['.star:nth-of-type(5) input'] }),
  'rating-bad': dead('ended', {
    journey: joined,
    press: ['.star:nth-of-type(2) input', '.issue:nth-of-type(3) input'],
  }),
  'rating-failed': dead('ended', {
    journey: joined,
    problem: 'offline',
    press: ['.star:nth-of-type(4) input', '[data-action="rate"]'],
  }),
  'rating-thanks': dead('ended', { journey: joined, press: ['.star:nth-of-type(4) input', '[data-action="rate"]'] }),
} as const

const deadEnds = {
  'dead-unknown': dead('unknown'),
  'dead-expired': dead('expired'),
  'dead-expired-asked': dead('expired', pressed('ask-link')),
  'dead-expired-nobody': dead('expired', { problem: 'nobody-there', ...pressed('ask-link') }),
  'dead-expired-offline': dead('expired', { problem: 'offline', ...pressed('ask-link') }),
  'dead-expired-agent': dead('expired', { server: agents }),
  'dead-revoked': dead('revoked'),
  'dead-ended': dead('ended'),
  'dead-ended-failed': dead('ended', { server: { why: 'failed' } }),
  'dead-ended-agent': dead('ended', { server: agents, journey: joined }),
  'dead-removed': dead('removed', { journey: joined }),
  'dead-ended-nobody': dead('ended', { journey: joined, server: { why: 'nobody-took-over' } }),
  'dead-handed-over': dead('handed-over', { server: { ...agents, link: 'handed-over' }, journey: joined }),
  'dead-full': dead('full'),
  'dead-elsewhere': dead('elsewhere'),
  'dead-agent-gone': dead('agent-gone', { journey: joined }),
  'dead-time-up': dead('time-up', { journey: joined }),
  'dead-connection': dead('connection'),
  'dead-network-blocked': { ...dead('connection'), call: { isCutOff: true } },
  'dead-failed': dead('failed'),
} as const

const devices = {
  choose: { screen: { is: 'choose' } },
  'choose-recording': { screen: { is: 'choose' }, server: { mayRecord: true } },
  'choose-consent': { screen: { is: 'choose' }, server: { mayRecord: true }, journey: { notice: 'consent-needed' } },
  'choose-agent': { screen: { is: 'choose' }, server: agents },
  'choose-settings': { screen: { is: 'choose' }, ...pressed('settings') },
  'choose-asking': { screen: { is: 'choose' }, camera: 'asking', microphone: 'asking' },
  'choose-off': { screen: { is: 'choose' }, camera: 'off', microphone: 'off' },
  'choose-blocked': { screen: { is: 'choose' }, camera: 'blocked', microphone: 'blocked' },
  'choose-system': { screen: { is: 'choose' }, camera: 'system', microphone: 'system' },
  'choose-in-use': { screen: { is: 'choose' }, camera: 'in-use' },
  'choose-no-camera': { screen: { is: 'choose' }, camera: 'none' },
  'choose-no-microphone': { screen: { is: 'choose' }, microphone: 'none' },
  'choose-no-answer': { screen: { is: 'choose' }, camera: 'no-answer', microphone: 'no-answer' },
  'choose-failed': { screen: { is: 'choose' }, camera: 'failed' },
  'choose-interrupted': { screen: { is: 'choose' }, camera: 'interrupted', microphone: 'interrupted' },
  'choose-changed': { screen: { is: 'choose' }, changed: { what: 'speaker', label: 'MacBook Pro Speakers' } },
  'choose-network-tested': { screen: { is: 'choose' }, isTesting: true },
  'choose-network-good': { screen: { is: 'choose' }, network: 'good' },
  'choose-network-weak': { screen: { is: 'choose' }, network: 'weak' },
  'choose-network-blocked': { screen: { is: 'choose' }, network: 'blocked' },
  waiting: { screen: { is: 'waiting', since: 0 }, server: { isAgentHere: false } },
  'waiting-long': { screen: { is: 'waiting', since: 90_000 }, server: { isAgentHere: false } },
  'waiting-lost': { screen: { is: 'waiting', since: 0 }, server: { isAgentHere: false, isLost: true } },
  'waiting-connecting': {
    screen: { is: 'waiting', since: 0 },
    server: { isAgentHere: false, connecting: { name: 'Ben' } },
  },
  'waiting-agent': { screen: { is: 'waiting', since: 0 }, server: { ...agents, isCustomerHere: false } },
} as const satisfies Readonly<Record<string, State>>

const anAgent = { role: 'agent', hasCamera: true, quality: 5 } as const
const aSupervisor = { role: 'supervisor', hasCamera: true, quality: 5 } as const
const aCustomer = { role: 'customer', hasCamera: true, quality: 4 } as const
const customerAt = (step: 'opened' | 'in-app-browser' | 'asking' | 'blocked' | 'waiting' | 'left') => ({
  ...agents,
  isCustomerHere: false,
  customer: { step, at: 0 },
})

/** In the room. Each line here is checked, measured and pictured. */
const room = {
  room: { screen: { is: 'room' }, call: { others: [anAgent] } },
  'room-changed': {
    screen: { is: 'room' },
    call: { others: [anAgent] },
    changed: { what: 'microphone', label: 'Headset' },
  },
  'room-time': { screen: { is: 'room' }, server: { minutesLeft: 2 }, call: { others: [anAgent] } },
  'room-alone': { screen: { is: 'room' } },
  'room-lost': { screen: { is: 'room' }, server: { isLost: true } },
  'room-reconnecting': { screen: { is: 'room' }, call: { is: 'reconnecting', others: [anAgent] } },
  'room-other-reconnecting': { screen: { is: 'room' }, call: { others: [{ ...anAgent, isReconnecting: true }] } },
  'room-weak': { screen: { is: 'room' }, call: { others: [{ ...anAgent, quality: 1 }] } },
  'room-network-blocked': { screen: { is: 'room' }, call: { isCutOff: true, others: [anAgent] } },
  'room-muted': { screen: { is: 'room' }, call: { isMuted: true, others: [{ role: 'agent', isMuted: true }] } },
  'room-recording': {
    screen: { is: 'room' },
    server: { isRecording: true },
    call: { isRecording: true, others: [anAgent] },
  },
  'room-shared': { screen: { is: 'room' }, call: { others: [{ ...anAgent, hasScreen: true }] } },
  'room-three': { screen: { is: 'room' }, call: { others: [anAgent, { role: 'other', hasCamera: true }] } },
  'room-warm': { screen: { is: 'room' }, call: { others: [anAgent, { ...anAgent, isSpeaking: true }] } },
  'room-warm-agent': { screen: { is: 'room' }, server: agents, call: { others: [anAgent, aCustomer] } },
  'room-supervised': { screen: { is: 'room' }, call: { others: [anAgent, aSupervisor] } },
  'room-supervised-agent': { screen: { is: 'room' }, server: agents, call: { others: [aCustomer, aSupervisor] } },
  'room-supervisor': { screen: { is: 'room' }, server: supervisors, call: { others: [anAgent, aCustomer] } },
  'room-supervisor-leave': {
    screen: { is: 'room' },
    server: supervisors,
    call: { others: [anAgent, aCustomer] },
    ...pressed('leave'),
  },
  'room-supervisor-alone': { screen: { is: 'room' }, server: supervisors },
  'room-connecting': { screen: { is: 'room' }, server: { connecting: { name: 'Ben' } }, call: { others: [anAgent] } },
  'room-connecting-alone': { screen: { is: 'room' }, server: { isLost: true, connecting: {} } },
  'room-handed-over': {
    screen: { is: 'room' },
    server: { ...agents, link: 'handed-over' },
    call: { others: [aCustomer] },
  },
  'room-interrupted': { screen: { is: 'room' }, camera: 'interrupted', call: { others: [anAgent] } },
  'room-leave': { screen: { is: 'room' }, call: { others: [anAgent] }, ...pressed('leave') },
  'room-agent': { screen: { is: 'room' }, server: { ...agents, mayRecord: true }, call: { others: [aCustomer] } },
  'room-more': { screen: { is: 'room' }, call: { others: [anAgent] }, ...pressed('more') },
  'room-background': { screen: { is: 'room' }, call: { others: [anAgent] }, ...pressed('more', 'background') },
  'room-settings': { screen: { is: 'room' }, call: { others: [anAgent] }, ...pressed('more', 'settings') },
  'room-not-shared': { screen: { is: 'room' }, call: { others: [anAgent] }, ...pressed('share') },
  'room-sharing': { screen: { is: 'room' }, call: { me: { hasScreen: true }, others: [anAgent] } },
  'room-agent-more': { screen: { is: 'room' }, server: agents, call: { others: [aCustomer] }, ...pressed('more') },
  'room-agent-leave': { screen: { is: 'room' }, server: agents, call: { others: [aCustomer] }, ...pressed('leave') },
  'room-agent-refused': {
    screen: { is: 'room' },
    server: agents,
    call: { others: [aCustomer] },
    problem: 'not-now',
    ...pressed('more', 'mute-customer'),
  },
  'room-agent-invited': { screen: { is: 'room' }, server: { ...agents, isCustomerHere: false } },
  'room-agent-opened': { screen: { is: 'room' }, server: customerAt('opened') },
  'room-agent-blocked': { screen: { is: 'room' }, server: customerAt('blocked') },
  'room-agent-network-blocked': {
    screen: { is: 'room' },
    server: { ...agents, customer: { step: 'joined', detail: 'network-blocked', at: 0 } },
    call: { others: [{ role: 'customer' }] },
  },
  'room-agent-link-requested': { screen: { is: 'room' }, server: { ...customerAt('left'), isLinkAsked: true } },
} as const satisfies Readonly<Record<string, State>>

/** All states by name. */
export const states: Readonly<Record<string, State>> = { ...outside, ...rating, ...deadEnds, ...devices, ...room }
