// Verifies AWS Signature Version 4 of a request. By hand rather than by a signer: a verifier has to build the canonical
// request over exactly the headers that the client named, which a signer chooses by itself.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../aws-error';

export interface SignedRequest {
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly target: string;
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What an Authorization header claims. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** AWS KMS's tolerance; other services have 15 minutes. */
const SKEW_MS = 5 * 60_000;
const ALGORITHM = 'AWS4-HMAC-SHA256';

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data, 'utf8').digest();
}

/** Reads the Authorization header. Throws MissingAuthenticationToken or IncompleteSignature. */
export function readSignatureClaim(headers: Readonly<Record<string, string>>): SignatureClaim {
  const authorization = headers['authorization'];
  if (authorization === undefined) {
    throw new AwsError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
  }
  const parts = new Map<string, string>();
  for (const part of authorization.replace(/^AWS4-HMAC-SHA256\s+/, '').split(',')) {
    const equals = part.indexOf('=');
    parts.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  const credential = (parts.get('Credential') ?? '').split('/');
  const [accessKeyId, date, region, service, terminator] = credential;
  const signedHeaders = parts.get('SignedHeaders')?.split(';');
  const signature = parts.get('Signature');
  const whole = authorization.startsWith(ALGORITHM) && terminator === 'aws4_request' && credential.length === 5;
  if (!whole || !accessKeyId || !date || !region || !service || !signedHeaders || !signature) {
    throw new AwsError(
      'IncompleteSignatureException',
      `Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters of ${ALGORITHM}.`,
    );
  }
  return { accessKeyId, date, region, service, signedHeaders, signature };
}

/** The hex signature this request should carry, with the texts it is made of. */
export function expectedSignature(
  request: SignedRequest,
  claim: SignatureClaim,
  secretAccessKey: string,
): { signature: string; canonicalRequest: string; stringToSign: string } {
  const canonicalRequest = [
    request.method,
    canonicalPath(request.target),
    canonicalQuery(request.target),
    ...claim.signedHeaders.map((name) => `${name}:${trimmed(request.headers[name] ?? '')}`),
    '',
    claim.signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
  const stringToSign = [ALGORITHM, request.headers['x-amz-date'] ?? '', scope, sha256(canonicalRequest)].join('\n');
  const dateKey = hmac(`AWS4${secretAccessKey}`, claim.date);
  const signingKey = hmac(hmac(hmac(dateKey, claim.region), claim.service), 'aws4_request');
  return { signature: hmac(signingKey, stringToSign).toString('hex'), canonicalRequest, stringToSign };
}

function trimmed(value: string): string {
  return value.trim().replace(/ +/g, ' ');
}

/** The path as sent, encoded once more as every service but S3 expects. */
function canonicalPath(target: string): string {
  const path = target.split('?', 1)[0] ?? '/';
  return path.split('/').map(encode).join('/') || '/';
}

function canonicalQuery(target: string): string {
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
  return [...new URLSearchParams(query)]
    .map(([name, value]): [string, string] => [encode(name), encode(value)])
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Throws InvalidSignatureException with AWS's texts unless signature and time are right. */
export function verifySignature(
  request: SignedRequest,
  claim: SignatureClaim,
  secretAccessKey: string,
  nowMs: number,
): void {
  requireSignedBasics(request, claim);
  const expected = expectedSignature(request, claim, secretAccessKey);
  const given = Buffer.from(claim.signature, 'utf8');
  const wanted = Buffer.from(expected.signature, 'utf8');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw invalidSignature(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key ' +
        'and signing method. Consult the service documentation for details.\n\n' +
        `The Canonical String for this request should have been\n'${expected.canonicalRequest}'\n\n` +
        `The String-to-Sign should have been\n'${expected.stringToSign}'\n`,
    );
  }
  requireRecent(request.headers['x-amz-date'] ?? '', nowMs);
}

function requireSignedBasics(request: SignedRequest, claim: SignatureClaim): void {
  const date = request.headers['x-amz-date'];
  if (date === undefined || parseAmzDate(date) === null) {
    throw new AwsError(
      'IncompleteSignatureException',
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  if (!date.startsWith(claim.date)) {
    throw invalidSignature('Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP');
  }
  if (!claim.signedHeaders.includes('host')) {
    throw invalidSignature("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  // What names the operation has to be signed, like every other x-amz header.
  const unsigned = Object.keys(request.headers).find(
    (name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name),
  );
  if (unsigned !== undefined)
    throw invalidSignature(`'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`);
}

function requireRecent(date: string, nowMs: number): void {
  const signedAtMs = parseAmzDate(date) ?? 0;
  const now = amzDate(nowMs);
  if (signedAtMs < nowMs - SKEW_MS) {
    const limit = amzDate(nowMs - SKEW_MS);
    throw invalidSignature(`Signature expired: ${date} is now earlier than ${limit} (${now} - 5 min.)`);
  }
  if (signedAtMs > nowMs + SKEW_MS) {
    const limit = amzDate(nowMs + SKEW_MS);
    throw invalidSignature(`Signature not yet current: ${date} is still later than ${limit} (${now} + 5 min.)`);
  }
}

function amzDate(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function parseAmzDate(text: string): number | null {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? null : ms;
}

function invalidSignature(message: string): AwsError {
  return new AwsError('InvalidSignatureException', message);
}
