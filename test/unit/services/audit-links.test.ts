// Where an entry leads follows from what the login may see.
import { describe, expect, it } from 'vitest';
import { auditLinks } from '../../../electron/services/audit-links';
import { auditEvent, jobRow, keyRow } from '../../support/builders/store-rows';
import { storeBench } from '../store/store-bench';

describe('the links of an entry', () => {
  it('name the job and its key for whoever may see them, and nothing for whoever may not', async () => {
    const store = await (await storeBench()).create();
    const job = jobRow();
    const { entry } = await store.write(async (tx) => {
      await tx.jobs.put(job);
      await tx.keys.put(keyRow({ groupId: job.groupId ?? '', jobId: job.id }));
      return tx.record(auditEvent({ jobId: job.id, target: null, facts: {} }));
    });
    const links = (permissions: Parameters<typeof auditLinks>[2]) =>
      store.read((tx) => auditLinks(tx, entry, permissions));
    expect(await links(['AuditLogs:View'])).toEqual({ job: null, requests: [], keys: [] });
    const seen = await links(['AuditLogs:View', 'Jobs:View', 'Keys:View']);
    expect(seen.job).toEqual({ id: job.id, name: job.name });
    expect(seen.keys.map(({ id }) => id)).toEqual([keyRow().id]);
  });
});
