// What an entry says was changed, in each of the forms that entries have for it.
import { describe, expect, it } from 'vitest';
import { entryChanges } from '../../../renderer/features/audit/entry-changes';

describe('the changes of an entry', () => {
  it('are the rows of an effect as people saw it before they approved', () => {
    const effect = [{ name: 'Roles', value: 'Auditor', before: 'Operator' }];
    expect(entryChanges({ effect, revision: 3 })).toEqual({ changes: effect, rest: { revision: 3 } });
    expect(entryChanges({ changes: effect, revision: 3 })).toEqual({ changes: effect, rest: { revision: 3 } });
  });

  it('are the fields of a key group by names that people read', () => {
    const changes = { alias: { before: 'alias/a', after: 'alias/b' }, rotateKey: { before: false, after: true } };
    expect(entryChanges({ changes, revision: 2 }).changes).toEqual([
      { name: 'Alias', value: 'alias/b', before: 'alias/a' },
      { name: 'Rotate key', value: 'Yes', before: 'No' },
    ]);
  });

  it('are what differs between two wholes; without one before, all of it is new', () => {
    const after = { host: 'siem', port: 6514, deep: { a: 1 } };
    expect(entryChanges({ before: { host: 'siem', port: 514, deep: { a: 1 } }, after }).changes).toEqual([
      { name: 'Port', value: '6514', before: '514' },
    ]);
    expect(entryChanges({ before: null, after }).changes.map(({ before }) => before)).toEqual([null, null, null]);
  });

  it('are none where an entry only mentions such a word', () => {
    const facts = { before: 'x', changes: [], effect: 'none' };
    expect(entryChanges(facts)).toEqual({ changes: [], rest: facts });
  });
});
