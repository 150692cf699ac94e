// Entry of the KMS simulator's own process: an Electron utility process, or a forked child of plain Node.
import { OPTIONS_VARIABLE, type ProcessOptions } from './evaluation/control/control-protocol';
import { ownerPort } from './evaluation/control/owner-port';
import { serveControl } from './evaluation/control/serve-control';
import { NOT_AWS } from './evaluation/protocol/http-server';
import { startSimulator } from './evaluation/start-simulator';

const port = ownerPort();
try {
  const options = JSON.parse(process.env[OPTIONS_VARIABLE] ?? '') as ProcessOptions;
  const simulator = await startSimulator(options);
  serveControl(port, simulator);
  process.stderr.write(`${NOT_AWS} Listening on ${simulator.endpoint}\n`);
  port.post({ event: 'listening', endpoint: simulator.endpoint, notice: NOT_AWS });
} catch (thrown) {
  port.post({ event: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) });
  port.close();
  process.exitCode = 1;
}
