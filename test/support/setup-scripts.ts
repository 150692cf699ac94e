// What main answers while the console is set up, for tests of the wizard's screens.
import type { InspectedModule, SetupOptions } from '../../shared/schemas/setup';
import { setupSteps } from '../../shared/schemas/setup';
import type { TokenView } from '../../shared/schemas/status';
import { answers, type FakeScript } from './fake-bridge';
import { token, gateStatus, status, sha256 } from './screen-scripts';

export const setupOptions: SetupOptions = {
  modules: [
    { moduleId: 'm1', name: 'SoftHSM 2', path: '/usr/lib/softhsm/libsofthsm2.so', software: true },
    { moduleId: 'm2', name: 'openCryptoki', path: '/usr/lib/opencryptoki/libopencryptoki.so', software: false },
  ],
  evaluationToken: true,
  productionUnmet: ['not-packaged'],
  administratorsNeeded: { EVALUATION: 2, PRODUCTION: 3 },
  roles: [
    {
      name: 'Administrator',
      type: 'Administrative',
      loginsRequired: 2,
      description: 'Manages identities, roles, cloud credentials and HSM settings.',
    },
    {
      name: 'Key Manager',
      type: 'Operational',
      loginsRequired: 2,
      description: 'Manages key groups and keys, and force rotates them.',
    },
    {
      name: 'Operator',
      type: 'Operational',
      loginsRequired: 1,
      description: 'Views everything and may request a force rotate.',
    },
    {
      name: 'Approver',
      type: 'Operational',
      loginsRequired: 1,
      description: 'Views everything and decides requests of others.',
    },
    {
      name: 'Auditor',
      type: 'Audit',
      loginsRequired: 1,
      description: 'Views and exports only; excludes every other role.',
    },
  ],
};
export const inspected = (tokens: TokenView[]): InspectedModule => ({
  moduleId: 'm1',
  path: '/usr/lib/softhsm/libsofthsm2.so',
  sha256,
  description: 'Implementation of PKCS11',
  manufacturer: 'SoftHSM',
  libraryVersion: '2.6',
  software: true,
  tokens,
});

const noSetup = gateStatus('setup', {
  environment: null,
  evaluationReasons: [],
  hsm: {
    ...status().hsm,
    state: 'disconnected',
    reason: 'never-connected',
    token: null,
    modulePath: null,
    moduleSha256: null,
    approvedSha256: null,
  },
});
const partitions = [
  token(),
  token({ label: 'payments-prod', serial: '1f0c', pinState: 'count-low' }),
  token({ label: 'old partition', serial: '2f0c', pinState: 'locked' }),
  token({ label: '', serial: '3f0c', initialized: false }),
];
/** The whole wizard, to its end. */
export const setupScript: FakeScript = {
  'app.status': answers('app.status', noSetup),
  'setup.options': answers('setup.options', setupOptions),
  'setup.inspectModule': answers('setup.inspectModule', inspected(partitions)),
  'setup.createEvaluationToken': { value: inspected([token()]), delayMs: 300 },
  'setup.complete': {
    value: gateStatus('login'),
    delayMs: 1800,
    progress: setupSteps.map((step, done) => ({ step, done, total: setupSteps.length })),
    then: { 'app.status': gateStatus('login') },
  },
};
/** The wizard where nothing stands against PRODUCTION: a packaged build, a module that is hardware. */
export const productionSetupScript: FakeScript = {
  ...setupScript,
  'setup.options': answers('setup.options', { ...setupOptions, productionUnmet: [] }),
  'setup.inspectModule': answers('setup.inspectModule', { ...inspected(partitions), moduleId: 'm2', software: false }),
};
