// Keeps calls under AWS's quotas: shared by all clients of one access key and Region, one lane for each operation.
import type { Clock } from '../../ports/clock';

/**
 * A place in a lane is free again this long after its call was answered. AWS counts arrivals by the second; counting from the
 * answer and a tenth longer, no second of AWS's clock can see more calls than the lane has places.
 */
const placeMs = 1100;

interface Lane {
  /** Calls on their way. */
  busy: number;
  /** When the places of answered calls are free again (monotonic ms), oldest first. */
  readonly resting: number[];
  /** Whoever came last; callers take their places in order of arrival. */
  turn: Promise<void>;
  /** Wakes the caller whose turn it is when a call is answered. */
  answered: () => void;
}

export interface Pacing {
  /** Runs `work` as soon as the lane has a place. `perSecond` is AWS's quota; a fifth of it is left to others of the account. */
  run<T>(lane: string, perSecond: number, work: () => Promise<T>): Promise<T>;
}

/** Places of a lane: a quota below 5 is used whole, a larger one by four fifths. */
export function lanePlaces(perSecond: number): number {
  return perSecond < 5 ? perSecond : Math.floor(perSecond * 0.8);
}

export function createPacing(clock: Pick<Clock, 'monotonicMs' | 'sleep'>): Pacing {
  const lanes = new Map<string, Lane>();

  const laneOf = (name: string): Lane => {
    const known = lanes.get(name);
    if (known !== undefined) return known;
    const made: Lane = { busy: 0, resting: [], turn: Promise.resolve(), answered: () => undefined };
    lanes.set(name, made);
    return made;
  };

  async function takePlace(lane: Lane, places: number): Promise<void> {
    while (lane.busy + lane.resting.length >= places) {
      const freeAt = lane.resting[0];
      if (freeAt === undefined) {
        await new Promise<void>((resolve) => (lane.answered = resolve));
        continue;
      }
      const waitMs = freeAt - clock.monotonicMs();
      if (waitMs > 0) await clock.sleep(waitMs);
      else lane.resting.shift();
    }
    lane.busy += 1;
  }

  return {
    async run(name, perSecond, work) {
      const lane = laneOf(name);
      const place = lane.turn.then(() => takePlace(lane, lanePlaces(perSecond)));
      // A refused wait (a clock that was stopped) fails its own caller and leaves the lane usable.
      lane.turn = place.catch(() => undefined);
      await place;
      try {
        return await work();
      } finally {
        lane.busy -= 1;
        lane.resting.push(clock.monotonicMs() + placeMs);
        lane.answered();
      }
    },
  };
}
