/** The simulator's control door, typed as far as its callers need it. */
export type Sim = ReturnType<typeof simAt>

export type Chat = {
  readonly conversationSid: string
  readonly taskSid: string
  readonly reservationSid: string
  readonly workerSid: string
  readonly customerIdentity: string
}
export type SimMessage = {
  readonly sid: string
  readonly author: string
  readonly body: string
  readonly attributes: string
}
export type SimRoom = {
  readonly sid: string
  readonly unique_name: string
  readonly status: 'in-progress' | 'completed'
  readonly participants: readonly { readonly sid: string; readonly identity: string; readonly status: string }[]
}
export type SimTask = { readonly sid: string; readonly assignment_status: string; readonly attributes: string }
export type SimReservation = {
  readonly sid: string
  readonly worker_sid: string
  readonly reservation_status: string
}
export type SimQueue = { readonly sid: string; readonly friendly_name: string }
/** The interaction's side of a conversation: all participants, past ones too, and each invite with its task. */
export type SimChannel = {
  readonly sid: string
  readonly interactionSid: string
  readonly status: 'active' | 'closed' | 'inactive'
  readonly participants: readonly {
    readonly sid: string
    readonly type: string
    readonly status: 'active' | 'wrapup' | 'closed'
    readonly routing_properties: {
      readonly task_sid: string
      readonly worker_sid: string
      readonly reservation_sid: string
    } | null
  }[]
  readonly invites: readonly {
    readonly sid: string
    readonly task: SimTask & { readonly reason: string | null; readonly reservations: readonly SimReservation[] }
  }[]
}
export type SimWorker = {
  readonly sid: string
  readonly token: string
  readonly identity: string
  readonly fullName: string
}
export type SimCall = {
  readonly callSid: string
  readonly taskSid: string
  readonly reservationSid: string
  readonly workerSid: string
}
export type SimLeg = {
  readonly sid: string
  readonly status: string
  readonly toneHz: number
  readonly streams: readonly {
    readonly sid: string
    readonly name: string
    readonly status: 'in-progress' | 'stopped'
    readonly url: string
    readonly parameters: Readonly<Record<string, string>>
  }[]
}
export type SimPhone = SimLeg & {
  readonly taskSid: string
  readonly conference: {
    readonly sid: string
    readonly status: string
    readonly participants: readonly {
      readonly call_sid: string
      readonly label: string | null
      readonly hold: boolean
      readonly muted: boolean
      readonly end_conference_on_exit: boolean
      readonly status: string
    }[]
  } | null
  readonly agents: readonly (SimLeg & { readonly reservationSid: string; readonly workerSid: string })[]
  readonly transfer: { readonly sid: string; readonly reservationSid: string | null } | null
}
/** A participant of a call: the customer, an agent, or a leg by its SID. */
export type OnCall = 'customer' | { readonly workerSid: string } | { readonly callSid: string }
export type SimTransfer = { readonly to: string; readonly mode: 'warm' | 'cold'; readonly workerSid?: string }
export type Entry = {
  readonly n: number
  readonly at: string
  readonly kind: string
  readonly [field: string]: unknown
}

export function simAt(simulatorUrl: string) {
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = { 'content-type': 'application/json' }
    const given = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const answer = await fetch(`${simulatorUrl}/__sim${path}`, given)
    const said: unknown = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`)
    return said as T // the simulator's own contract, checked by its tests
  }
  const post = <T = object>(path: string, body: object = {}) => call<T>('POST', path, body)
  const get = <T>(path: string) => call<T>('GET', path)
  return {
    call,
    /** Starts a chat from a customer, not accepted yet. */
    chat: (options: object = {}) => post<Chat>('/chats', { channel: 'web', customer: { name: 'Cleo' }, ...options }),
    accept: (reservationSid: string) => post(`/reservations/${reservationSid}/accept`),
    /** Declines as the agent. */
    reject: (reservationSid: string) => post(`/reservations/${reservationSid}/reject`),
    /** Lets the offer time out. */
    timeOut: (reservationSid: string) => post(`/reservations/${reservationSid}/timeout`),
    /** Sets the worker's activity: Available, Offline, Break, … */
    activity: (workerSid: string, activity: string) => post(`/workers/${workerSid}/activity`, { activity }),
    /** Adds a queue, with a filter in the transfer workflow; its workers are hired with the queue's name as a skill. */
    queue: (name: string, targetWorkers?: string) =>
      post<SimQueue>('/queues', { name, ...(targetWorkers !== undefined && { targetWorkers }) }),
    hire: async (worker: {
      readonly name: string
      readonly fullName?: string
      readonly roles?: readonly string[]
      readonly skills?: readonly string[]
    }): Promise<SimWorker> => {
      const { workers } = await post<{ workers: readonly SimWorker[] }>('/seed', { workers: [worker] })
      const [hired] = workers
      if (!hired) throw new Error('The seed returned no worker')
      return hired
    },
    channel: (conversationSid: string) => get<SimChannel>(`/conversations/${conversationSid}/channel`),
    say: (conversationSid: string, as: 'customer' | { workerSid: string }, body: string) =>
      post<SimMessage>(`/conversations/${conversationSid}/messages`, { as, body }),
    endTask: (taskSid: string, how: 'wrapup' | 'complete' | 'cancel' | 'delete') => post(`/tasks/${taskSid}/${how}`),
    closeConversation: (sid: string) => post(`/conversations/${sid}/close`),
    connect: (token: string) => post<{ participantSid: string; roomSid: string }>('/video/connect', { token }),
    disconnect: (roomSid: string, participantSid: string) =>
      call('DELETE', `/rooms/${roomSid}/participants/${participantSid}`),
    flexToken: async (workerSid: string, options: object = {}) =>
      (await post<{ token: string }>('/tokens', { workerSid, ...options })).token,
    /** Starts a call from a customer, not accepted yet. Any leg and the task name the call. */
    phone: (options: object = {}) => post<SimCall>('/calls', options),
    phoneState: (call: string) => get<SimPhone>(`/calls/${call}`),
    transfer: (call: string, how: SimTransfer) =>
      post<{ transferSid: string; reservationSid: string; workerSid: string }>(`/calls/${call}/transfer`, how),
    /** Takes the customer off hold; the agent who transfers leaves. */
    completeTransfer: (call: string, workerSid?: string) =>
      post<SimPhone>(`/calls/${call}/transfer/complete`, workerSid === undefined ? {} : { workerSid }),
    cancelTransfer: (call: string) => post<SimPhone>(`/calls/${call}/transfer/cancel`),
    hangUp: (call: string, who: OnCall = 'customer') => post<SimPhone>(`/calls/${call}/hangup`, { who }),
    /** Drops an agent's leg without TaskRouter's knowledge. */
    dropLine: (call: string, who: OnCall) => post<SimPhone>(`/calls/${call}/hangup`, { who, isDropped: true }),
    hold: (call: string, on: boolean, who: OnCall = 'customer') => post<SimPhone>(`/calls/${call}/hold`, { who, on }),
    mute: (call: string, on: boolean, who: OnCall = 'customer') => post<SimPhone>(`/calls/${call}/mute`, { who, on }),
    /** Answers the called party's phone, or leaves it unanswered for good. */
    answer: (call: string, answers = true) => post<SimPhone>(`/calls/${call}/answer`, { answers }),
    /** Moves the customer out of the conference, or dials them into it again. */
    outside: (call: string, on: boolean, endConferenceOnExit = false) =>
      post<SimPhone>(`/calls/${call}/outside`, { on, ...(!on && { endConferenceOnExit }) }),
    /** Adds a participant to the conference: a number outside, or a supervisor. */
    party: (call: string, given: object = {}) => post<{ callSid: string }>(`/calls/${call}/parties`, given),
    /** Moves all participants to a second conference of the same name. */
    secondConference: (call: string) => post<SimPhone>(`/calls/${call}/conference`),
    /** Sets a participant's `endConferenceOnExit`. */
    flag: (call: string, who: OnCall, on: boolean) => post<SimPhone>(`/calls/${call}/flag`, { who, on }),
    decline: (reservationSid: string) => post(`/reservations/${reservationSid}/reject`),
    wrapUp: (reservationSid: string) => post(`/reservations/${reservationSid}/wrapup`),
    completeReservation: (reservationSid: string) => post(`/reservations/${reservationSid}/complete`),
    voice: (settings: object) => post('/voice', settings),
    messages: async (conversationSid: string) =>
      (await get<{ messages: readonly SimMessage[] }>(`/conversations/${conversationSid}`)).messages,
    task: (taskSid: string) => get<SimTask>(`/tasks/${taskSid}`),
    rooms: async () => (await get<{ rooms: readonly SimRoom[] }>('/rooms')).rooms,
    journal: (after = 0, waitMs = 0) =>
      get<{ entries: readonly Entry[]; last: number }>(`/journal?after=${after}&waitMs=${waitMs}`),
    fault: (rule: object) => post('/faults', rule),
    noFaults: () => call('DELETE', '/faults'),
    webhookFault: (rule: object) => post('/webhook-faults', rule),
    releaseWebhooks: (order: object = {}) => post('/webhook-faults/release', order),
    noWebhookFaults: () => call('DELETE', '/webhook-faults'),
    /** Sets the STUN and TURN servers that browsers get, in rooms and with tokens. */
    turn: (iceServers: readonly object[]) => post('/turn', { iceServers }),
    latency: (ms: number) => post('/latency', { ms }),
    /** Hides new resources from reads for this long. */
    lagReads: (ms: number) => post('/lag-reads', { ms }),
    /** Also shows changed or removed resources in their earlier state. */
    lagChanges: (ms: number) => post('/lag-reads', { ms, changes: true }),
    /** Limits the requests per second; null lifts a limit. */
    rates: (rates: Readonly<Record<string, number | null>>) => post('/rates', rates),
    usualRates: () => call('DELETE', '/rates'),
    /** Limits the page size of lists. */
    pages: (most: number | null) => post('/pages', { most }),
    /** Makes assumptions about undocumented behaviour of Twilio untrue from now on. */
    untrue: (...assumptions: readonly string[]) => post('/assumptions', { untrue: assumptions }),
    clock: (change: object) => post('/clock', change),
    /** Returns to the machine's time. */
    clockFollows: () => call('DELETE', '/clock'),
  }
}
