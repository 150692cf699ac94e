// Answers as bytes: AWS JSON 1.1 for KMS, Query XML for STS.
import type { AwsError } from '../aws-error';

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Which protocol an answer is written in. */
export type WireProtocol = 'aws-json' | 'aws-query';

const JSON_TYPE = 'application/x-amz-json-1.1';

export function jsonAnswer(members: Readonly<Record<string, unknown>>): WireAnswer {
  const body = Object.keys(members).length === 0 ? '' : JSON.stringify(members);
  return { status: 200, headers: { 'content-type': JSON_TYPE }, body };
}

export function jsonError(error: AwsError): WireAnswer {
  // Recorded from AWS: ValidationException carries `message`, as the modelled exceptions do; an empty text is left out.
  const members = { __type: error.awsName, ...(error.message === '' ? {} : { message: error.message }) };
  return {
    status: error.status,
    headers: { 'content-type': JSON_TYPE, 'x-amzn-errortype': error.awsName },
    body: JSON.stringify(members),
  };
}

const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

export function queryAnswer(action: string, result: Readonly<Record<string, string>>, requestId: string): WireAnswer {
  const members = Object.entries(result).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  const body =
    `<${action}Response xmlns="${STS_NAMESPACE}"><${action}Result>${members.join('')}</${action}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}

/** STS has names of its own for the same refusals, and answers them with 403. */
const queryNames: Readonly<Record<string, { readonly code: string; readonly status: number }>> = {
  UnrecognizedClientException: { code: 'InvalidClientTokenId', status: 403 },
  InvalidSignatureException: { code: 'SignatureDoesNotMatch', status: 403 },
  MissingAuthenticationTokenException: { code: 'MissingAuthenticationToken', status: 403 },
  IncompleteSignatureException: { code: 'IncompleteSignature', status: 400 },
  AccessDeniedException: { code: 'AccessDenied', status: 403 },
  ThrottlingException: { code: 'Throttling', status: 400 },
  KMSInternalException: { code: 'InternalFailure', status: 500 },
};

export function queryError(error: AwsError, requestId: string): WireAnswer {
  const { code, status } = queryNames[error.awsName] ?? { code: error.awsName, status: error.status };
  const type = status >= 500 ? 'Receiver' : 'Sender';
  const body =
    `<ErrorResponse xmlns="${STS_NAMESPACE}"><Error><Type>${type}</Type><Code>${code}</Code>` +
    `<Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (char) => entities[char] ?? char);
}
