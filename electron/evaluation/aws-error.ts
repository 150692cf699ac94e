// The one error that the simulator answers with: AWS's exception name, text and HTTP status.

/** An exception as AWS KMS or STS would answer it. Texts follow recordings of AWS where there are any. */
export class AwsError extends Error {
  readonly status: number;

  constructor(
    readonly awsName: string,
    message: string,
    status = 400,
  ) {
    super(message);
    this.name = 'AwsError';
    this.status = status;
  }
}

/** `KMSInvalidStateException: <arn> is pending import.` and its like. */
export function invalidState(message: string): AwsError {
  return new AwsError('KMSInvalidStateException', message);
}

export function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', message);
}

export function validation(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function unsupported(message: string): AwsError {
  return new AwsError('UnsupportedOperationException', message);
}
