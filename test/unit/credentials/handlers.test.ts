// Cloud Credentials through their handlers: added by CSV or typed, tested against AWS first, the secret never seen again.
import { describe, expect, it } from 'vitest';
import { maxCredentialCsvBytes } from '../../../electron/services/credentials/parse-credential-csv';
import { openedBench, region, type OpenedBench } from '../../support/opened-bench';
import { rejection } from '../aws-kms/open-against';

const simulated = { kind: 'simulator' } as const;
const list = async (bench: OpenedBench) =>
  (await bench.keys.handlers['credentials.list']({}, bench.context())).credentials;
const add = (bench: OpenedBench, over: object = {}) =>
  bench.order('credential.add', bench.keys.handlers['credentials.add'], {
    name: 'AWS',
    source: { kind: 'typed', ...bench.simulator.accessKey },
    region,
    endpoint: simulated,
    ...over,
  });
const withCsv = (bench: OpenedBench, text: string): void => {
  bench.desk.picked = 'keys.csv';
  bench.desk.files.set('keys.csv', Buffer.from(text));
};

describe('adding a credential', () => {
  it('by CSV: the window gets a handle and the id, and the account is known afterwards', async () => {
    const bench = await openedBench();
    const { accessKeyId, secretAccessKey } = bench.simulator.accessKey;
    withCsv(bench, `Access key ID,Secret access key\r\n${accessKeyId},${secretAccessKey}\r\n`);
    const picked = await bench.keys.handlers['credentials.pickCsv']({}, bench.commandContext());
    expect(picked).toEqual({
      handle: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      fileName: 'keys.csv',
      accessKeyId,
    });
    const view = await add(bench, { source: { kind: 'csv', handle: picked?.handle } });
    expect(view).toMatchObject({ name: 'AWS', accessKeyId, simulator: true, usedByGroups: 0, createdBy: 'alice' });
    expect(view.accountId).toMatch(/^\d{12}$/);
    expect((await rejection(add(bench, { name: 'again', source: { kind: 'csv', handle: picked?.handle } }))).code).toBe(
      'input.handle-expired',
    );
  });

  it('never shows the secret: not in views, orders or audit entries', async () => {
    const bench = await openedBench();
    const { secretAccessKey } = bench.simulator.accessKey;
    const view = await add(bench);
    const order = await bench.keys.handlers['credentials.add'].prepare(
      { name: 'second', source: { kind: 'typed', ...bench.simulator.accessKey }, region, endpoint: simulated },
      bench.context(),
    );
    const shown = JSON.stringify([view, await list(bench), order.target, order.frozen, await bench.entries()]);
    expect(shown).not.toContain(secretAccessKey);
    expect((await bench.store.read((tx) => tx.credentials.byName('AWS')))?.secretAccessKey).toBe(secretAccessKey);
  });

  it('refuses a wrong secret before anything is kept', async () => {
    const bench = await openedBench();
    const { accessKeyId } = bench.simulator.accessKey;
    const source = { kind: 'typed', accessKeyId, secretAccessKey: 'not-the-secret-of-this-key' };
    expect((await rejection(add(bench, { source }))).code).toBe('kms.credential-invalid');
    expect(await list(bench)).toEqual([]);
  });

  it('says when AWS cannot be reached', async () => {
    const bench = await openedBench();
    const endpoint = { kind: 'custom', url: 'http://127.0.0.1:1/' };
    expect(await rejection(add(bench, { endpoint }))).toMatchObject({ code: 'kms.unreachable', certainty: 'not-done' });
  });

  it('says when the clock is wrong', async () => {
    const bench = await openedBench();
    await bench.simulator.control.advanceClock(20 * 60_000);
    expect((await rejection(add(bench))).code).toBe('kms.clock-skew');
  });

  it('refuses a name that is taken, whatever its case', async () => {
    const bench = await openedBench();
    await add(bench);
    expect(await rejection(add(bench, { name: 'aws' }))).toMatchObject({
      code: 'input.name-taken',
      facts: { what: 'name' },
    });
  });

  it('accepts a server that knows KMS alone', async () => {
    const bench = await openedBench();
    await bench.simulator.control.addFault({
      operation: 'GetCallerIdentity',
      kind: 'error',
      name: 'UnknownOperationException',
      message: '',
    });
    const view = await add(bench, { endpoint: { kind: 'custom', url: bench.simulator.endpoint } });
    expect(view).toMatchObject({ accountId: null, simulator: false, endpoint: bench.simulator.endpoint });
  });

  it('never lets the simulator or plain http into PRODUCTION', async () => {
    const bench = await openedBench('PRODUCTION');
    const prepare = (endpoint: { kind: 'simulator' } | { kind: 'custom'; url: string }) =>
      bench.keys.handlers['credentials.add'].prepare(
        { name: 'AWS', source: { kind: 'typed', ...bench.simulator.accessKey }, region, endpoint },
        bench.context(),
      );
    expect((await rejection(prepare(simulated))).code).toBe('environment.production-refused');
    const plain = { kind: 'custom', url: bench.simulator.endpoint } as const;
    expect((await rejection(prepare(plain))).code).toBe('environment.production-refused');
  });

  it('made again from an unchanged state has the same digest', async () => {
    const bench = await openedBench();
    const command = bench.keys.handlers['credentials.add'];
    const order = await command.prepare(
      { name: 'AWS', source: { kind: 'typed', ...bench.simulator.accessKey }, region, endpoint: simulated },
      bench.context(),
    );
    expect((await command.recheck(order, bench.context())).frozen).toEqual(order.frozen);
  });
});

describe('picking a CSV', () => {
  it('gives nothing when the dialog is cancelled', async () => {
    const bench = await openedBench();
    expect(await bench.keys.handlers['credentials.pickCsv']({}, bench.commandContext())).toBeNull();
  });

  it('refuses a file that is much too large without parsing it', async () => {
    const bench = await openedBench();
    bench.desk.picked = 'huge.csv';
    bench.desk.files.set('huge.csv', new Uint8Array(maxCredentialCsvBytes + 1));
    const picking = bench.keys.handlers['credentials.pickCsv']({}, bench.commandContext());
    expect((await rejection(picking)).code).toBe('input.too-large');
  });
});

describe('an evaluation key', () => {
  it('is a CSV as AWS gives it, and works', async () => {
    const bench = await openedBench();
    bench.desk.saved = 'evaluation.csv';
    const made = await bench.keys.handlers['credentials.makeEvaluationCsv']({}, bench.commandContext());
    const text = Buffer.from(bench.desk.files.get('evaluation.csv') ?? []).toString();
    expect(text).toMatch(/^Access key ID,Secret access key\r\nAKIA[A-Z2-7]{16},\S+\r\n$/);
    withCsv(bench, text);
    const picked = await bench.keys.handlers['credentials.pickCsv']({}, bench.commandContext());
    expect(picked?.accessKeyId).toBe(made?.accessKeyId);
    await add(bench, { source: { kind: 'csv', handle: picked?.handle } });
    expect(JSON.stringify(await bench.entries())).not.toContain(text.split(',')[2]?.trim());
  });

  it('is not made in PRODUCTION', async () => {
    const bench = await openedBench('PRODUCTION');
    const making = bench.keys.handlers['credentials.makeEvaluationCsv']({}, bench.commandContext());
    expect((await rejection(making)).code).toBe('environment.production-refused');
  });
});

describe('deleting a credential', () => {
  it('is refused while a key group uses it, and possible afterwards', async () => {
    const bench = await openedBench();
    const group = await bench.order('key-group.add', bench.keys.handlers['groups.add'], await bench.groupInput());
    const [credential] = await list(bench);
    const input = { id: credential?.id ?? '', name: 'AWS' };
    const remove = () => bench.order('credential.delete', bench.keys.handlers['credentials.delete'], input);
    expect(credential?.usedByGroups).toBe(1);
    expect(await rejection(remove())).toMatchObject({ code: 'state.conflict', facts: { groups: 'payments' } });
    await bench.order('key-group.delete', bench.keys.handlers['groups.delete'], {
      id: group.id,
      revision: group.revision,
    });
    await remove();
    expect(await list(bench)).toEqual([]);
  });

  it('asks for the name that was meant', async () => {
    const bench = await openedBench();
    const { id } = await add(bench);
    const removing = bench.order('credential.delete', bench.keys.handlers['credentials.delete'], {
      id,
      name: 'Another',
    });
    expect((await rejection(removing)).code).toBe('not-found');
  });
});
