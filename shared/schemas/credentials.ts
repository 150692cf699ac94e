// Cloud Credentials: the AWS access key the console uses. The secret goes inward only.
import { z } from 'zod';
import { awsRegionPattern } from '../aws-terms';
import { displayName, isoTime, rowId } from './common';

/** AWS access key id (AWS IAM: 16–128 word characters). */
export const accessKeyId = z
  .string()
  .trim()
  .regex(/^\w{16,128}$/);
export const secretAccessKey = z.string().trim().min(16).max(128).regex(/^\S+$/);
export const region = z.string().trim().regex(awsRegionPattern);
/** https everywhere; http only to loopback (the simulator). */
export const endpoint = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine((text) => {
    // Refinements run although the check before them failed.
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
    return (url.protocol === 'https:' || loopback) && url.username === '' && url.password === '' && url.search === '';
  });

export const credentialView = z.object({
  id: rowId,
  name: z.string(),
  service: z.literal('Amazon Web Services'),
  accessKeyId: z.string(),
  region: z.string(),
  /** null: AWS's own endpoint; `simulator`: the embedded KMS simulator of an EVALUATION installation. */
  endpoint: z.string().nullable(),
  simulator: z.boolean(),
  accountId: z.string().nullable(),
  callerArn: z.string().nullable(),
  createdAt: isoTime,
  createdBy: z.string(),
  /** Number of key groups that use it; it can be deleted only when none does. */
  usedByGroups: z.number(),
});
export type CredentialView = z.infer<typeof credentialView>;

/** A CSV that main has read: the secret stays in main behind the handle, which is good for ten minutes. */
export const pickedCsv = z.object({ handle: rowId, fileName: z.string(), accessKeyId: z.string() });
export type PickedCsv = z.infer<typeof pickedCsv>;

export const credentialInput = z.object({
  name: displayName,
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('csv'), handle: rowId }),
    z.object({ kind: z.literal('typed'), accessKeyId, secretAccessKey }),
  ]),
  region,
  endpoint: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('aws') }),
    z.object({ kind: z.literal('simulator') }),
    z.object({ kind: z.literal('custom'), url: endpoint }),
  ]),
});
export type CredentialInput = z.infer<typeof credentialInput>;
