// Who may import whom: the table of the house style, one rule a line of it. A planted violation of each is tested.
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const source = (folder) => ({ path: `^${folder}/src` });
const notTests = { pathNot: '\\.test\\.tsx?$|/testing/|store-contract\\.ts$' };

export default {
  forbidden: [
    forbid(
      'domain-stays-pure',
      'domain imports zod and nothing else',
      { path: '^packages/domain/src', ...notTests },
      {
        pathNot: '^packages/domain/src|node_modules/zod',
      },
    ),
    forbid(
      'i18n-knows-domain',
      'i18n imports types of domain',
      { path: '^packages/i18n/src', pathNot: '\\.test\\.ts$|check' },
      {
        path: '^(packages/(?!domain|i18n)|apps|prisma)',
      },
    ),
    forbid('linkage-knows-domain', 'linkage imports domain', source('packages/linkage'), {
      path: '^(packages/(?!domain|linkage|synth)|apps|prisma)',
    }),
    forbid(
      'linkage-tests-may-use-synth',
      'only tests of linkage use synth',
      { path: '^packages/linkage/src', ...notTests },
      {
        path: '^packages/synth',
      },
    ),
    forbid('synth-knows-domain', 'synth imports domain', source('packages/synth'), {
      path: '^(packages/(?!domain|synth)|apps|prisma)',
    }),
    forbid(
      'prisma-knows-nobody',
      'prisma imports nothing of ours',
      { path: '^prisma' },
      { path: '^(packages|apps|e2e)' },
    ),
    forbid('server-knows-no-web', 'the server never imports the web app', source('apps/server'), {
      path: '^(apps/web|e2e)',
    }),
    forbid(
      'synth-is-for-the-demo',
      'only the demo and tests generate people',
      { path: '^apps/server/src', pathNot: '/demo/|/bench/|\\.test\\.ts$|/testing/' },
      {
        path: '^packages/synth',
      },
    ),
    forbid(
      'generated-client-stays-inside',
      'the database is reached through prisma/src',
      { path: '^(apps|packages|e2e)' },
      {
        path: '^prisma/src/generated|node_modules/@prisma/client',
      },
    ),
    forbid(
      'web-knows-domain-and-i18n',
      'the web app knows domain, i18n and the type of the router',
      source('apps/web'),
      {
        path: '^(packages/(linkage|synth)|prisma|e2e)',
      },
    ),
    forbid('web-takes-only-the-type-of-the-router', 'a value import would ship the server', source('apps/web'), {
      path: '^apps/server',
      dependencyTypesNot: ['type-only'],
    }),
    forbid(
      'web-runs-in-a-browser',
      'no node: in the web app',
      { path: '^apps/web/src', ...notTests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'no-sibling-features',
      'a feature never imports a sibling feature',
      { path: '^apps/(web|server)/src/features/([^/]+)/' },
      {
        path: '^apps/$1/src/features/',
        pathNot: '^apps/$1/src/features/$2/',
      },
    ),
    forbid(
      'ui-knows-no-domain',
      'ui primitives know no domain',
      { path: '^apps/web/src/ui/' },
      {
        path: '^packages/domain|^apps/web/src/(features|offline|app)/',
      },
    ),
    forbid('no-cycles', 'no import cycles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbid(
      'everything-resolves',
      'an import must point at something',
      {},
      { couldNotResolve: true, pathNot: '^virtual:' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules|prisma/src/generated' },
    exclude: { path: '/dist/|\\.data/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
