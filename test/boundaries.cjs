// The import rules, one per sentence. Type-only imports count: a type is a dependency on its names. Checked by `npm run
// check`; test/boundaries.test.ts plants a violation of each.

const PRODUCT = '^(src|webhooks|workers|flex-plugin|join-page|supervisor-page|client-shared)/'
const packageNamed = (name) => `(^|/)node_modules/${name}/|^${name}(/|$)`

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-is-pure',
      comment: 'src/core imports only zod and itself.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { pathNot: ['^src/core/', packageNamed('zod')] },
    },
    {
      name: 'rules-are-pure',
      comment: "A feature's model and decide import only zod, src/core and their own feature.",
      severity: 'error',
      from: { path: '^src/features/([^/]+)/(model|decide)\\.ts$' },
      to: { pathNot: ['^src/core/', '^src/features/$1/', packageNamed('zod')] },
    },
    {
      name: 'features-stand-alone',
      comment: 'Features never import other features.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/[^/]+/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'contract-is-the-door',
      comment: 'Others import a feature by its contract alone; only the list of features takes the feature itself.',
      severity: 'error',
      from: {
        path: '^(src|webhooks|workers|join-page|flex-plugin|supervisor-page|client-shared)/',
        pathNot: '^src/features/',
      },
      to: { path: '^src/features/[^/]+/', pathNot: '^src/features/[^/]+/contract\\.ts$' },
    },
    {
      name: 'product-stands-alone',
      comment: 'Product code never imports the simulator, the tests or the tools.',
      severity: 'error',
      from: { path: PRODUCT },
      to: { path: '^(simulator|test|tools)/' },
    },
    {
      name: 'simulator-stands-alone',
      comment: 'The simulator stands in for Twilio: it knows nothing of the product.',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: [PRODUCT, '^(test|tools)/'] },
    },
    {
      name: 'webhooks-and-workers-apart',
      comment: 'Webhooks and workers never import each other.',
      severity: 'error',
      from: { path: '^(webhooks|workers)/' },
      to: { path: '^(webhooks|workers)/', pathNot: '^$1/' },
    },
    {
      name: 'src-is-below',
      comment: 'src never imports webhooks or workers.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(webhooks|workers)/' },
    },
    {
      name: 'clients-know-types-only',
      comment:
        'Join page, supervisor’s page and Flex plugin run in browsers: of the server they import types, and nothing that runs.',
      severity: 'error',
      from: { path: '^(join-page|flex-plugin|supervisor-page)/' },
      to: { path: '^(src|webhooks|workers)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-knows-no-client',
      comment: 'The server serves the page as it was built, and knows nothing of Flex; it imports no client.',
      severity: 'error',
      from: { path: '^(src|webhooks|workers)/' },
      to: { path: '^(join-page|flex-plugin|supervisor-page|client-shared)/' },
    },
    {
      name: 'clients-stand-apart',
      comment: 'Join page, supervisor’s page and Flex plugin never import each other.',
      severity: 'error',
      from: { path: '^(join-page|flex-plugin|supervisor-page)/' },
      to: { path: '^(join-page|flex-plugin|supervisor-page)/', pathNot: '^$1/' },
    },
    {
      name: 'client-shared-is-below',
      comment:
        'What the clients have in common imports none of them, and nothing of the server; of packages only its parser.',
      severity: 'error',
      from: { path: '^client-shared/' },
      to: { pathNot: ['^client-shared/', packageNamed('eventsource-parser')] },
    },
    {
      name: 'no-circles',
      comment: 'No circular imports.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'twilio-behind-its-door',
      comment: 'Only src/twilio imports the twilio package, and webhooks/verify and src/access for signing.',
      severity: 'error',
      from: {
        path: [PRODUCT, '^simulator/'],
        pathNot: ['^src/twilio/', '^webhooks/verify\\.ts$', '^src/access(/|\\.ts$)'],
      },
      to: { path: packageNamed('twilio') },
    },
    {
      name: 'queue-behind-its-door',
      comment: 'Only src/engine, src/outbound, src/projections, workers and webhooks/main import bullmq and ioredis.',
      severity: 'error',
      from: {
        path: [PRODUCT, '^simulator/'],
        pathNot: ['^src/(engine|outbound|projections)/', '^workers/', '^webhooks/main\\.ts$'],
      },
      to: { path: [packageNamed('bullmq'), packageNamed('ioredis')] },
    },
    {
      name: 'traces-behind-their-door',
      comment: 'Only src/telemetry/otlp imports OpenTelemetry, and is itself loaded only where traces are asked for.',
      severity: 'error',
      from: { path: PRODUCT, pathNot: '^src/telemetry/otlp\\.ts$' },
      to: { path: packageNamed('@opentelemetry/[^/]+') },
    },
    {
      name: 'every-import-resolves',
      comment: 'An import that cannot be followed would slip past every other rule.',
      severity: 'error',
      // Twilio's own clients are fetched when their test runs.
      from: { pathNot: '^test/genuine-clients/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no JavaScript interface for parsing, so the syntax tree comes from swc. Its walker refuses
    // unknown syntax (`using` declarations) by name; it never skips a file silently.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.d\\.mts$', '^(join-page|supervisor-page)/dist/'] },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
