// Turns whatever the SDK throws into a ConsoleError: code, retry, certainty, and the facts an officer or AWS support needs.
import { ConsoleError, type Certainty, type ErrorCode, type ErrorFacts } from '../../../shared/errors';
import { codeOfAwsError, signatureErrors } from './aws-error-codes';
import { awsOperations, type AwsOperation } from './operations';

/** The parts of an SDK error that are looked at; all of them may be missing. */
interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly message?: string;
  /** Set when the answer could be read as an AWS error. */
  readonly $fault?: 'client' | 'server';
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

/** AWS refuses signatures whose time is more than five minutes off; a little less counts as off here, since the Date header is coarse. */
const skewMs = 4.5 * 60_000;
const maxMessage = 300;

/** @param now the machine's clock when the answer came, to be compared with AWS's Date header. */
export function mapAwsError(thrown: unknown, operation: AwsOperation, region: string, now: Date): ConsoleError {
  if (thrown instanceof ConsoleError) return thrown;
  const error = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as SdkError;
  const status = error.$metadata?.httpStatusCode;
  if (status === undefined) return networkError(error, operation, region);

  const code = answeredCode(error, operation, status, now);
  const facts: Record<string, ErrorFacts[string]> = {
    operation,
    region,
    awsError: error.name ?? null,
    awsRequestId: error.$metadata?.requestId ?? null,
    httpStatus: status,
  };
  if (code === 'kms.access-denied') facts['action'] = missingAction(error.message ?? '', operation);
  if (code === 'kms.clock-skew') facts['skewSeconds'] = clockGapSeconds(error, now);
  // Texts about signatures quote the request at length and help nobody.
  if (!signatureErrors.has(error.name ?? '')) facts['awsMessage'] = boundedMessage(error.message);
  return new ConsoleError(code, { certainty: answeredCertainty(operation, status), facts, cause: lightCause(error) });
}

/** An answer with 4xx says that nothing was done; 5xx, or an answer that cannot be read, says nothing about a change. */
function answeredCertainty(operation: AwsOperation, status: number): Certainty {
  const refused = status >= 300 && status < 500 && status !== 408;
  return awsOperations[operation].changes && !refused ? 'unknown' : 'not-done';
}

function answeredCode(error: SdkError, operation: AwsOperation, status: number, now: Date): ErrorCode {
  const name = error.name ?? '';
  if (status === 501) return 'kms.operation-missing';
  if (signatureErrors.has(name) && isClockSkew(error, now)) return 'kms.clock-skew';
  const known = codeOfAwsError[name];
  if (known !== undefined) return known;
  if (status === 429) return 'kms.throttled';
  if (status === 408) return 'kms.timeout';
  if (status >= 500) return 'kms.server-error';
  if (status === 404 || status === 405) return 'kms.operation-missing';
  if (status >= 400 && error.$fault !== undefined) return 'kms.failed';
  // A KMS that is asked for STS answers in its own protocol. Else: something between us and AWS, or an endpoint that is no KMS.
  return status >= 400 && awsOperations[operation].service === 'sts' ? 'kms.operation-missing' : 'kms.endpoint-refused';
}

/** Seconds that AWS's clock is ahead of ours (negative: behind); null without a Date header. */
function clockGapSeconds(error: SdkError, now: Date): number | null {
  const header = error.$response?.headers?.['date'];
  const theirs = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(theirs) ? null : Math.round((theirs - now.getTime()) / 1000);
}

function isClockSkew(error: SdkError, now: Date): boolean {
  const gap = clockGapSeconds(error, now);
  if (gap !== null && Math.abs(gap) * 1000 >= skewMs) return true;
  // AWS has one error name for a wrong secret and a wrong clock: these words are the only other sign of the second.
  return /^Signature (expired|not yet current)\b/.test(error.message ?? '');
}

/** The IAM action that AWS says is missing, else the one of the call: it names another for tags at creation and for aliases. */
function missingAction(message: string, operation: AwsOperation): string {
  const named = /not authorized to perform:? ((?:kms|sts|iam):[A-Za-z]+)/.exec(message)?.[1];
  return named ?? `${awsOperations[operation].service}:${operation}`;
}

function boundedMessage(message: string | undefined): string | null {
  if (message === undefined || message === '') return null;
  // eslint-disable-next-line no-control-regex
  return message.replace(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, maxMessage);
}

/** What a log may keep: the SDK's own error holds the whole connection and the signed headers. */
function lightCause(error: SdkError): Error {
  return Object.assign(new Error(boundedMessage(error.message) ?? ''), {
    name: error.name ?? 'Error',
    code: error.code ?? null,
  });
}

/** Failures before anything left this machine. */
const notConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ENETDOWN',
]);
/** TLS refusals: the request is sent only after the handshake. */
const tlsRefused = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_|EPROTO)/;

function networkError(error: SdkError, operation: AwsOperation, region: string): ConsoleError {
  const network = error.code ?? error.name ?? null;
  const facts = { operation, region, network };
  const cause = lightCause(error);
  const lost: Certainty = awsOperations[operation].changes ? 'unknown' : 'not-done';
  if (error.code !== undefined && tlsRefused.test(error.code))
    return new ConsoleError('kms.endpoint-refused', { facts, cause });
  if (error.syscall === 'connect' || error.syscall === 'getaddrinfo' || notConnected.has(error.code ?? '')) {
    return new ConsoleError('kms.unreachable', { facts, cause });
  }
  // The SDK calls a connection that was cut a TimeoutError as well; its code tells the two apart.
  const timedOut = error.code === 'ETIMEDOUT' || (error.code === undefined && error.name === 'TimeoutError');
  if (timedOut) return new ConsoleError('kms.timeout', { certainty: lost, facts, cause });
  if (error.code !== undefined) return new ConsoleError('kms.unreachable', { certainty: lost, facts, cause });
  return new ConsoleError('internal', { certainty: lost, facts: { operation, kind: error.name ?? 'unknown' }, cause });
}
