// A picked CSV stays in main's memory behind a handle, for ten minutes.
import { describe, expect, it } from 'vitest';
import { createCsvHandles, handleTtlMs } from '../../../electron/services/credentials/csv-handles';
import { manualClock } from '../../support/manual-clock';

const pair = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };

describe('a handle', () => {
  it('gives the pair as often as it is asked, until ten minutes are over', async () => {
    const clock = manualClock();
    const handles = createCsvHandles(clock);
    const handle = handles.keep(pair);
    await clock.advance(handleTtlMs - 1);
    expect(handles.pair(handle)).toEqual(pair);
    expect(handles.pair(handle)).toEqual(pair);
    await clock.advance(1);
    expect(() => handles.pair(handle)).toThrow('input.handle-expired');
  });

  it('is forgotten once its pair has been stored', () => {
    const handles = createCsvHandles(manualClock());
    const handle = handles.keep(pair);
    handles.forget(pair.accessKeyId);
    expect(() => handles.pair(handle)).toThrow('input.handle-expired');
  });

  it('says nothing of the pair, and cannot be guessed from another', () => {
    const handles = createCsvHandles(manualClock());
    const [a, b] = [handles.keep(pair), handles.keep(pair)];
    expect(a).toMatch(/^[0-9a-f]{32}$/);
    expect(a).not.toBe(b);
  });

  it('beyond eight makes the oldest go', () => {
    const handles = createCsvHandles(manualClock());
    const [first] = Array.from({ length: 9 }, () => handles.keep(pair));
    expect(() => handles.pair(first ?? '')).toThrow('input.handle-expired');
  });
});
