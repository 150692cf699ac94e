// The time of a console under test, in its main process alone: for what waits a day, is shown for thirty, or happens after a quarter of an hour.
import type { ElectronApplication } from 'playwright-core';

/** From now on main takes the time to be `aheadMs` later than the machine says. Timers that run already are not touched. */
export function setMainAhead(app: ElectronApplication, aheadMs: number): Promise<void> {
  return app.evaluate((_electron, ahead) => {
    const scope = globalThis as unknown as { Date: DateConstructor; machineDate?: DateConstructor };
    const Machine = (scope.machineDate ??= scope.Date);
    scope.Date = new Proxy(Machine, {
      construct: (target, given: unknown[], self) =>
        Reflect.construct(target, given.length === 0 ? [target.now() + ahead] : given, self) as object,
      get: (target, name) => (name === 'now' ? () => target.now() + ahead : (Reflect.get(target, name) as unknown)),
    });
  }, aheadMs);
}

interface Held {
  readonly fire: () => void;
  readonly atMs: number;
}

/** From now on main's timers of five minutes and more run only by `passMainTime`. */
export function holdLongTimers(app: ElectronApplication): Promise<void> {
  return app.evaluate(() => {
    const scope = globalThis as unknown as { heldTimers: Held[]; setTimeout: typeof setTimeout };
    const real = setTimeout;
    scope.heldTimers = [];
    const holding = (fire: () => void, ms?: number, ...rest: unknown[]): unknown => {
      if ((ms ?? 0) < 300_000) return real(fire, ms, ...rest);
      scope.heldTimers.push({ fire, atMs: performance.now() + (ms ?? 0) });
      return real(() => undefined, 0);
    };
    scope.setTimeout = holding as typeof setTimeout;
  });
}

/** Main's running time jumps ahead, and what was held until then is due. After `holdLongTimers`. */
export function passMainTime(app: ElectronApplication, ms: number): Promise<void> {
  return app.evaluate((_electron, jump) => {
    const scope = globalThis as unknown as { heldTimers: Held[] };
    const before = performance.now.bind(performance);
    performance.now = () => before() + jump;
    const due = scope.heldTimers.filter(({ atMs }) => atMs <= performance.now());
    scope.heldTimers = scope.heldTimers.filter((held) => !due.includes(held));
    for (const { fire } of due) fire();
  }, ms);
}
