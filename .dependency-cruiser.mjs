/** Which folder may import which: docs/architecture.md, "Folders". `npm run check` fails on any other arrow. */

/** The engine's ports: its types, errors and interfaces, without the logic of a run. */
const ENGINE_PORTS = '^src/engine/(errors|model|services|store)\\.ts$';
/** The engine's words: plain types and constants. */
const ENGINE_WORDS = '^src/engine/model\\.ts$';
/** Constants of Zoho's public API, shared by the clients and their simulation. */
const ZOHO_API = '^src/zoho-api/';

/** Folder to what it may import besides itself. `null`: everything of ours. */
const ALLOWED = {
  'src/mapping': [],
  'src/engine': ['^src/mapping/'],
  'src/zoho-api': [],
  'src/zoho': [ENGINE_PORTS, ZOHO_API],
  'src/sandbox': [ZOHO_API],
  'src/store': [ENGINE_PORTS],
  'src/jobs': ['^src/engine/', '^src/store/'],
  schema: ['^src/store/', '^src/jobs/', ENGINE_WORDS, ZOHO_API],
  mappings: ['^src/mapping/'],
  dashboard: [],
  'src/server': null,
  'src/cli': null,
};

const OURS = '^(src|schema|mappings|dashboard|test|bench)/';

/** Packages that a folder may use; a folder that is not named may use any. */
const PACKAGES = {
  'src/mapping': ['(^|/)node_modules/(zod|acorn|fast-check|libphonenumber-js)/'],
  'src/engine': [],
  'src/zoho-api': [],
};

const arrows = Object.entries(ALLOWED)
  .filter(([, allowed]) => allowed !== null)
  .map(([folder, allowed]) => ({
    name: `arrows-of-${folder.replace('/', '-')}`,
    comment: `${folder} may import ${allowed.length === 0 ? 'nothing else of ours' : allowed.join(' and ')}`,
    severity: 'error',
    from: { path: `^${folder}/` },
    to: { path: OURS, pathNot: [`^${folder}/`, ...allowed] },
  }));

const packages = Object.entries(PACKAGES).map(([folder, allowed]) => ({
  name: `packages-of-${folder.replace('/', '-')}`,
  comment: `${folder} uses ${allowed.length === 0 ? 'no packages' : 'no other packages than those it names'}`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: '(^|/)node_modules/', pathNot: allowed },
}));

export default {
  forbidden: [
    ...arrows,
    ...packages,
    {
      name: 'only-commands-compose',
      comment: 'the server is put together by the commands; nothing below knows it',
      severity: 'error',
      from: { path: OURS, pathNot: ['^src/(server|cli)/', '^(test|bench)/'] },
      to: { path: '^src/(server|cli)/' },
    },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^(src|schema|mappings|dashboard)/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'every-folder-has-its-arrows',
      comment: 'a new folder needs a line here and in docs/architecture.md',
      severity: 'error',
      from: { path: '^src/', pathNot: Object.keys(ALLOWED).map((folder) => `^${folder}/`) },
      to: {},
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: 'generated' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      // Generated code may name packages that hold types and nothing else.
      from: { pathNot: 'generated|/gql/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dashboard/dist|src/store/generated/.*/internal)' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
      conditionNames: ['node', 'import', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
