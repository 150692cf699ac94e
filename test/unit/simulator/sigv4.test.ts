// Signature Version 4 against AWS's own published example, and what is refused although the signature is right.
import { describe, expect, it } from 'vitest';
import {
  expectedSignature,
  readSignatureClaim,
  verifySignature,
  type SignedRequest,
} from '../../../electron/evaluation/protocol/sigv4';

// AWS General Reference, "Examples of the complete Signature Version 4 signing process".
const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const signature = '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';
const credential = 'AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request';
const nowMs = Date.parse('2015-08-30T12:36:00Z');
const example: SignedRequest = {
  method: 'GET',
  target: '/?Action=ListUsers&Version=2010-05-08',
  headers: {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    host: 'iam.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=content-type;host;x-amz-date, Signature=${signature}`,
  },
  body: Buffer.alloc(0),
};

function verify(request: SignedRequest, atMs = nowMs): void {
  verifySignature(request, readSignatureClaim(request.headers), secret, atMs);
}

describe('a signature', () => {
  it('is the one of AWS’s example', () => {
    expect(expectedSignature(example, readSignatureClaim(example.headers), secret).signature).toBe(signature);
  });

  it('is accepted, but not with another body, path, header or secret', () => {
    expect(() => verify(example)).not.toThrow();
    const changed: SignedRequest[] = [
      { ...example, body: Buffer.from('x') },
      { ...example, target: '/?Action=DeleteUser&Version=2010-05-08' },
      { ...example, headers: { ...example.headers, host: 'elsewhere.example' } },
    ];
    for (const request of changed) expect(() => verify(request)).toThrow(/^The request signature we calculated/);
    const claim = readSignatureClaim(example.headers);
    expect(() => verifySignature(example, claim, `${secret}x`, nowMs)).toThrow(/does not match/);
  });

  it('is refused when a header that says what is meant is not signed', () => {
    const headers = { ...example.headers, 'x-amz-target': 'TrentService.ScheduleKeyDeletion' };
    expect(() => verify({ ...example, headers })).toThrow(/'x-amz-target' must be a 'SignedHeader'/);
  });

  it('is refused five minutes too late and too early, with AWS’s texts', () => {
    expect(() => verify(example, nowMs + 5 * 60_000)).not.toThrow();
    expect(() => verify(example, nowMs + 5 * 60_000 + 1000)).toThrow(
      'Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)',
    );
    expect(() => verify(example, nowMs - 5 * 60_000 - 1000)).toThrow(
      'Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)',
    );
  });
});

describe('an Authorization header', () => {
  it('has to be there', () => {
    expect(() => readSignatureClaim({})).toThrow('Request is missing Authentication Token');
  });

  it.each(['Bearer abc', 'AWS4-HMAC-SHA256 Credential=a/b', `AWS4-HMAC-SHA256 Credential=${credential}, Signature=00`])(
    'has to be whole: %s',
    (authorization) => {
      expect(() => readSignatureClaim({ authorization })).toThrow(/^Authorization header requires/);
    },
  );
});
