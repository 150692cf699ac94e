// The layers of docs/architecture.md as import rules; a broken one fails `npm run check` and with it `npm test`.
'use strict';

/** A layer may import itself, the layers named, and npm packages; nothing else of ours. */
const layer = (name, path, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path },
  to: { path: '^(electron|renderer|shared|test|scripts|out)/', pathNot: [path, ...allowed] },
});
/** An npm package (or Electron itself) that only some places may import. */
const only = (name, module, places, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^(electron|renderer|shared)/', pathNot: places },
  to: { path: module },
});
const npm = (name) => `^node_modules/${name}/`;

const shared = '^shared/';
const domain = '^electron/domain/';
const ports = '^electron/ports/';
const services = '^electron/services/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    layer('shared-knows-nobody', shared, [], 'Both sides load it: it knows neither.'),
    layer('domain-is-pure', domain, [shared], 'Pure rules know shared words and nothing else.'),
    layer('ports-are-thin', ports, [domain, shared], 'Interfaces in words of the domain.'),
    layer(
      'services-use-ports',
      services,
      [domain, ports, shared],
      'What the product does, without knowing by what technology.',
    ),
    layer('adapters-fill-ports', '^electron/adapters/', [ports, domain, shared], 'One technology each, behind a port.'),
    layer('ipc-calls-services', '^electron/ipc/', [services, domain, ports, shared], 'Thin handlers over services.'),
    layer(
      'simulator-stands-alone',
      '^electron/evaluation/',
      [shared],
      'A process of its own that shares no rule with what it checks.',
    ),
    layer(
      'renderer-knows-shared-alone',
      '^renderer/',
      [shared],
      'The page is untrusted and knows main only by the IPC table.',
    ),
    {
      name: 'adapters-apart',
      severity: 'error',
      comment: 'One technology does not lean on another; how a host process is spoken to is said once for all.',
      from: { path: '^electron/adapters/([^/]+)/' },
      to: {
        path: '^electron/adapters/',
        pathNot: ['^electron/adapters/$1/', '^electron/adapters/system/', '/host-channel\\.ts$'],
      },
    },
    {
      name: 'shell-shows-what-it-is-given',
      severity: 'error',
      comment: 'The shell knows contracts, not services: compose builds those.',
      from: { path: '^electron/shell/' },
      to: { path: '^electron/(services|evaluation|compose)' },
    },
    {
      name: 'domain-has-no-effects',
      severity: 'error',
      comment: 'No file, network, process or timer in the rules; hashing is a calculation.',
      from: { path: domain },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'page-and-shared-without-node',
      severity: 'error',
      comment: 'The page has no Node; what is shared with it has none either.',
      from: { path: '^(renderer|shared)/' },
      to: { dependencyTypes: ['core'] },
    },
    only(
      'electron-in-the-shell-alone',
      npm('electron'),
      ['^electron/shell/', '^electron/(main|preload|prompt-preload)\\.ts$'],
      'compose, demo and tests run without Electron.',
    ),
    only(
      'pkcs11js-in-the-host-alone',
      npm('pkcs11js'),
      ['^electron/adapters/pkcs11/host/', '^electron/hsm-host\\.ts$'],
      'Only hsm-host loads vendor code.',
    ),
    only('aws-sdk-in-its-adapter', npm('@aws-sdk'), ['^electron/adapters/aws-kms/'], 'Everyone else speaks the port.'),
    only(
      'sqlite-in-its-adapter',
      npm('(@journeyapps/sqlcipher|kysely)'),
      ['^electron/adapters/sqlite/'],
      'The store can be swapped behind its port.',
    ),
    only(
      'settings-in-their-adapter',
      npm('electron-store'),
      ['^electron/adapters/settings/'],
      'Small JSON only, never rows.',
    ),
    only(
      'react-in-the-renderer',
      npm('(react|react-dom|react-router|@mui|@emotion|@tanstack)'),
      ['^renderer/'],
      'Main draws nothing.',
    ),
    {
      name: 'product-without-tests',
      severity: 'error',
      comment: 'What ships knows neither tests nor scripts.',
      from: { path: '^(electron|renderer|shared)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Parts that need each other are one part; types may point back.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere, or to a package that package.json does not name.',
      from: { path: '^(electron|renderer|shared)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
