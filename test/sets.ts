/** Test files with the same needs. Each set is a Vitest project of the same name. */
export type TestSet = {
  readonly name: string
  readonly include: readonly string[]
  readonly exclude?: readonly string[]
  /**
   * True: each file gets a fresh process. False: the files of a worker share one process, with its modules and call
   * centre.
   */
  readonly isolate: boolean
  /** The load on the machine: a browser with video keeps two cores busy; a test of processes mostly waits. */
  readonly load: 'two cores' | 'a core' | 'waits'
}

/** How many files of a set run at once for each core. */
export const filesPerCore = { 'two cores': 0.5, 'a core': 1, waits: 2 } as const satisfies Record<
  TestSet['load'],
  number
>

const demo = ['test/flows/demo.test.ts', 'test/flows/demo-desk.test.ts', 'test/flows/start-checks.test.ts']
const browsers = [
  'test/join-page/gallery*.test.ts',
  'test/join-page/flows/**/*.test.ts',
  'test/supervisor-page/{in-the-browser,server-away}.test.ts',
  'test/simulator/{desk-panel,desk-transfer,voice-sdk-browser}.test.ts',
  'test/tools/browser.test.ts',
]
const flex = ['test/flex/**/*.test.ts', 'test/flex-plugin/genuine/**/*.test.ts']
const programs = [
  ...demo,
  'test/setup/set-up.test.ts',
  'test/plugin-deploy/deployment.test.ts',
  'test/operations/accepted-by.test.ts',
  'test/tools/**/*.test.ts',
  'test/boundaries.test.ts',
  'test/scrub.test.ts',
]
const stacks = [
  'test/flows/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/doctor/**/*.test.ts',
  'test/operations/monitoring.test.ts',
  // These need their own servers, and long silence.
  'test/engine/redis-{silence,demoted,kinds,rights,exam}.test.ts',
  'test/engine/{job-worker,worker-proof}.test.ts',
  'test/http/{closing,server}.test.ts',
]

/** All tests, each file in exactly one set, in the order in which they run. */
export const sets: readonly TestSet[] = [
  { name: 'flex', include: flex, isolate: false, load: 'two cores' },
  { name: 'browsers', include: browsers, isolate: false, load: 'two cores' },
  { name: 'simulator', include: ['test/simulator/**/*.test.ts'], exclude: browsers, isolate: false, load: 'a core' },
  {
    name: 'pages',
    include: ['test/{client-shared,join-page,supervisor-page,flex-plugin}/**/*.test.ts'],
    exclude: [...browsers, ...flex],
    isolate: true,
    load: 'a core',
  },
  {
    name: 'engine',
    include: [
      'test/{engine,http,metrics,operations,outbound,plugin-deploy,projections,setup,supervisor,telemetry,workers}/**/*.test.ts',
    ],
    exclude: [...stacks, ...programs],
    isolate: false,
    load: 'a core',
  },
  { name: 'doors', include: ['test/{access,contract,webhooks}/**/*.test.ts'], isolate: false, load: 'a core' },
  {
    name: 'rules',
    include: ['test/{core-parts,features,formats,support,twilio}/**/*.test.ts', 'test/*.test.ts'],
    exclude: programs,
    isolate: false,
    load: 'a core',
  },
  { name: 'stacks', include: stacks, exclude: demo, isolate: false, load: 'waits' },
  { name: 'programs', include: programs, exclude: browsers, isolate: true, load: 'waits' },
]

/** What `npm test -- --quick` runs: no browser, no process except Redis. */
export const quickSets: readonly string[] = ['engine', 'doors', 'rules']

/** These wait a minute or more of real time, so they begin first and do not run alone at the end. */
export const longest: readonly string[] = [
  'test/faults/{stuck-worker,bad-items,matrix,full-redis,redis-not-usable,two-of-each}.test.ts',
  'test/flows/{budget,demo}.test.ts',
]
