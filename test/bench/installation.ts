// A console that is set up, on a SoftHSM token of its own, for the benchmark of its start.
import { resolve } from 'node:path';
import { createHsm } from '../../electron/adapters/pkcs11/create-hsm';
import { forkedHosts } from '../../electron/adapters/system/forked-host';
import { realConsole } from '../support/real-console';
import type { SoftHsm } from '../support/tokens/softhsm';
import { jonas, maria, WALK_PIN } from '../support/walk';

const label = 'kmes-bench';

/** Sets up EVALUATION in `dataDir` with the people and the PIN of the walks, and leaves it closed. */
export async function setUpInstallation(dataDir: string, softHsm: SoftHsm): Promise<void> {
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const spawnHost = forkedHosts({ entryDir: resolve('out/main'), log });
  const hsm = createHsm({ spawn: (env) => spawnHost('hsm-host', env), log });
  await hsm.initializeToken(softHsm.module, {
    label,
    pin: WALK_PIN,
    soPin: '12345678',
  });
  await hsm.close();
  const opened = await realConsole(dataDir, { module: softHsm.module.path });
  try {
    const chosen = await opened.call('setup.chooseModule', {});
    const module = {
      moduleId: chosen?.moduleId ?? '',
      environment: { ...softHsm.module.environment },
    };
    const { sha256, tokens } = await opened.call('setup.inspectModule', module);
    await opened.call('setup.complete', {
      ...{
        environment: 'EVALUATION',
        module,
        approvedSha256: sha256,
        pin: WALK_PIN,
        pinSecondPart: null,
      },
      token: {
        label,
        serial: tokens.find((token) => token.label === label)?.serial ?? '',
      },
      identities: [maria, jonas].map((person) => ({
        ...person,
        roles: ['Administrator', 'Key Manager'],
      })),
    });
  } finally {
    await opened.close();
  }
}
