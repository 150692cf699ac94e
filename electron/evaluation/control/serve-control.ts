// Answers the owner's control requests in the simulator's process.
import type { RunningSimulator } from '../start-simulator';
import type { ControlReply, ControlRequest } from './control-protocol';
import type { OwnerPort } from './owner-port';

export function serveControl(port: OwnerPort, simulator: RunningSimulator): void {
  const run = async ({ method, args }: ControlRequest): Promise<unknown> => {
    if (method === 'stop') return simulator.stop();
    const control = simulator.control as unknown as Record<string, (...given: readonly unknown[]) => Promise<unknown>>;
    const call = control[method];
    if (call === undefined) throw new Error(`The simulator's control knows no ${method}.`);
    return call(...args);
  };
  port.onMessage((message) => {
    const request = message as ControlRequest;
    void run(request)
      .then(
        (value): ControlReply => ({ id: request.id, ok: true, value }),
        (thrown: unknown): ControlReply => ({
          id: request.id,
          ok: false,
          message: thrown instanceof Error ? thrown.message : String(thrown),
        }),
      )
      .then((reply) => {
        port.post(reply);
        if (request.method === 'stop') port.close();
      });
  });
}
