// The CSV of an access key: both headers in every spelling, and everything that is not exactly that.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parseCredentialCsv } from '../../../electron/services/credentials/parse-credential-csv';
import { ConsoleError } from '../../../shared/errors';

const id = 'AKIAIOSFODNN7EXAMPLE';
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const pair = { accessKeyId: id, secretAccessKey: secret };
const parse = (text: string) => parseCredentialCsv(Buffer.from(text, 'utf8'));
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    return thrown instanceof ConsoleError ? thrown.code : String(thrown);
  }
  return 'accepted';
};

describe('the CSV of an access key', () => {
  it.each([
    ['as AWS IAM writes it', `Access key ID,Secret access key\n${id},${secret}\n`],
    ['as the KMES takes it', `AccessID,AccessKey\n${id},${secret}\n`],
    ['with a byte order mark and CRLF', `\ufeffAccess key ID,Secret access key\r\n${id},${secret}\r\n`],
    ['with quotes', `"Access key ID","Secret access key"\n"${id}","${secret}"\n`],
    ['with a byte order mark and quotes', `\ufeff"AccessID","AccessKey"\r\n"${id}","${secret}"`],
    ['without a last line end', `AccessID,AccessKey\n${id},${secret}`],
    ['with blank lines and spaces', `\n AccessID , AccessKey \n\n ${id} , ${secret} \n\n`],
  ])('is read %s', (_how, text) => {
    expect(parse(text)).toEqual(pair);
  });

  it.each([
    ['an empty file', '', 'input.csv-empty'],
    ['a byte order mark alone', '\ufeff', 'input.csv-empty'],
    ['blank lines', '\r\n\r\n', 'input.csv-empty'],
    ['a header alone', 'AccessID,AccessKey\n', 'input.csv-empty'],
    ['another header', `User,Password\n${id},${secret}\n`, 'input.csv-header'],
    ['no header', `${id},${secret}\n`, 'input.csv-header'],
    ['columns the other way round', `Secret access key,Access key ID\n${secret},${id}\n`, 'input.csv-header'],
    ['semicolons', `Access key ID;Secret access key\n${id};${secret}\n`, 'input.csv-header'],
    ['a quote that never closes', `"AccessID,AccessKey\n${id},${secret}\n`, 'input.csv-header'],
    ['two rows', `AccessID,AccessKey\n${id},${secret}\n${id},${secret}\n`, 'input.csv-rows'],
    ['an id of another form', `AccessID,AccessKey\nshort,${secret}\n`, 'input.invalid'],
    ['a missing secret', `AccessID,AccessKey\n${id}\n`, 'input.invalid'],
    ['NUL bytes', 'AccessID,AccessKey\n\u0000\u0001', 'input.csv-binary'],
  ])('is refused: %s', (_what, text, code) => {
    expect(codeOf(() => parse(text))).toBe(code);
  });

  it('is refused as binary when it is not UTF-8', () => {
    expect(codeOf(() => parseCredentialCsv(Buffer.from('AccessID,AccessKey', 'utf16le')))).toBe('input.csv-binary');
    expect(codeOf(() => parseCredentialCsv(new Uint8Array([0xff, 0xd8, 0xff, 0xe0])))).toBe('input.csv-binary');
  });

  it('never tells the secret in an error', () => {
    for (const text of [
      `x,y\n${id},${secret}`,
      `AccessID,AccessKey\n${id},${secret}\n${id},${secret}`,
      `"AccessID\n${id},${secret}`,
      `AccessID,AccessKey\nbad,${secret}`,
    ]) {
      try {
        parse(text);
        expect.fail('it was accepted');
      } catch (thrown) {
        const error = thrown as ConsoleError;
        expect(JSON.stringify([error.toShape(), String(error.cause), error.stack])).not.toContain(secret);
      }
    }
  });

  it('answers any bytes with a pair or one of its codes', () => {
    const codes = ['input.csv-binary', 'input.csv-empty', 'input.csv-header', 'input.csv-rows', 'input.invalid'];
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.string().map((text) => Buffer.from(`AccessID,AccessKey\n${text}`)),
        ),
        (bytes) => {
          expect([...codes, 'accepted']).toContain(codeOf(() => parseCredentialCsv(bytes)));
        },
      ),
    );
  });
});
