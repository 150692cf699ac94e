import { describe, expect, it } from 'vitest';
import { createChangePublisher } from '../../../electron/services/change-publisher';
import { manualClock } from '../../support/manual-clock';

const setUp = () => {
  const clock = manualClock();
  const sent: { topics: string[]; ids?: string[] }[] = [];
  return { clock, sent, publisher: createChangePublisher(clock, (payload) => sent.push(payload)) };
};

describe('the change publisher', () => {
  it('joins what changes in a short time into one event, each topic and id once', async () => {
    const { clock, sent, publisher } = setUp();
    publisher.changed(['jobs', 'audit'], ['a']);
    publisher.changed(['jobs', 'status'], ['a', 'b']);
    await clock.advance(80);
    expect(sent).toEqual([{ topics: ['jobs', 'audit', 'status'], ids: ['a', 'b'] }]);
    publisher.changed(['keys'], ['c']);
    await clock.advance(80);
    expect(sent[1]).toEqual({ topics: ['keys'], ids: ['c'] });
  });

  it('leaves the ids out when one change named none', async () => {
    const { clock, sent, publisher } = setUp();
    publisher.changed(['jobs'], ['a']);
    publisher.changed(['status']);
    await clock.advance(80);
    expect(sent).toEqual([{ topics: ['jobs', 'status'] }]);
  });

  it('leaves the ids out when they are more than an event takes', async () => {
    const { clock, sent, publisher } = setUp();
    publisher.changed(
      ['audit'],
      Array.from({ length: 1001 }, (_each, index) => String(index)),
    );
    await clock.advance(80);
    expect(sent).toEqual([{ topics: ['audit'] }]);
  });

  it('sends what waits when it is stopped, and nothing afterwards', async () => {
    const { clock, sent, publisher } = setUp();
    publisher.changed(['jobs'], []);
    publisher.stop();
    publisher.changed(['keys'], []);
    await clock.advance(1000);
    expect(sent).toEqual([{ topics: ['jobs'], ids: [] }]);
  });
});
