// AWS's error names (AWS KMS API reference: Errors, Common errors; STS) and the console's code for each.
import type { ErrorCode } from '../../../shared/errors';

export const codeOfAwsError: Readonly<Record<string, ErrorCode>> = {
  // who is calling
  AccessDeniedException: 'kms.access-denied',
  AccessDenied: 'kms.access-denied',
  UnrecognizedClientException: 'kms.credential-invalid',
  InvalidClientTokenId: 'kms.credential-invalid',
  InvalidAccessKeyId: 'kms.credential-invalid',
  MissingAuthenticationTokenException: 'kms.credential-invalid',
  MissingAuthenticationToken: 'kms.credential-invalid',
  MissingAuthenticationException: 'kms.credential-invalid',
  InvalidSignatureException: 'kms.credential-invalid',
  SignatureDoesNotMatch: 'kms.credential-invalid',
  IncompleteSignatureException: 'kms.credential-invalid',
  IncompleteSignature: 'kms.credential-invalid',
  OptInRequired: 'kms.access-denied',
  ExpiredTokenException: 'kms.credential-expired',
  ExpiredToken: 'kms.credential-expired',
  RequestExpired: 'kms.clock-skew',
  RequestTimeTooSkewed: 'kms.clock-skew',
  // how often
  ThrottlingException: 'kms.throttled',
  Throttling: 'kms.throttled',
  TooManyRequestsException: 'kms.throttled',
  RequestLimitExceeded: 'kms.throttled',
  // what is asked
  NotFoundException: 'kms.not-found',
  AlreadyExistsException: 'kms.already-exists',
  KMSInvalidStateException: 'kms.invalid-state',
  DisabledException: 'kms.disabled',
  ConflictException: 'kms.conflict',
  LimitExceededException: 'kms.limit-exceeded',
  MalformedPolicyDocumentException: 'kms.malformed-policy',
  ExpiredImportTokenException: 'kms.import-token-expired',
  InvalidImportTokenException: 'kms.import-token-invalid',
  InvalidCiphertextException: 'kms.ciphertext-invalid',
  IncorrectKeyMaterialException: 'kms.incorrect-key-material',
  IncorrectKeyException: 'kms.invalid-request',
  InvalidArnException: 'kms.invalid-request',
  InvalidAliasNameException: 'kms.invalid-request',
  InvalidMarkerException: 'kms.invalid-request',
  InvalidKeyUsageException: 'kms.invalid-request',
  InvalidGrantTokenException: 'kms.invalid-request',
  TagException: 'kms.invalid-request',
  ValidationException: 'kms.invalid-request',
  ValidationError: 'kms.invalid-request',
  SerializationException: 'kms.invalid-request',
  UnsupportedOperationException: 'kms.unsupported-operation',
  // what the server lacks
  UnknownOperationException: 'kms.operation-missing',
  UnknownOperation: 'kms.operation-missing',
  InvalidAction: 'kms.operation-missing',
  NotImplemented: 'kms.operation-missing',
  NotImplementedException: 'kms.operation-missing',
  UnsupportedOperation: 'kms.operation-missing',
  // the server's own trouble
  KMSInternalException: 'kms.server-error',
  DependencyTimeoutException: 'kms.server-error',
  KeyUnavailableException: 'kms.server-error',
  InternalFailure: 'kms.server-error',
  InternalError: 'kms.server-error',
  InternalServerError: 'kms.server-error',
  ServiceUnavailable: 'kms.server-error',
  ServiceUnavailableException: 'kms.server-error',
};

/** Names under which AWS refuses a signature; a clock that is wrong looks the same (AWS Signature Version 4: troubleshooting). */
export const signatureErrors: ReadonlySet<string> = new Set([
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
]);
