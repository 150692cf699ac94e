// What main's own small window and main say to each other: the next view, and its answer. Nothing of the console's IPC table is here.
import { z } from 'zod';
import { effectFact } from '../schemas/approvals';
import { rowId } from '../schemas/common';
import { operations } from '../permissions';

/** The page asks for what to draw; answered once there is something. */
export const promptNextChannel = 'kmes-prompt:next';
/** What was typed, or null for closing. */
export const promptAnswerChannel = 'kmes-prompt:answer';

const signItem = z.object({
  operation: z.enum(operations),
  target: z.string(),
  effect: z.array(effectFact),
  requester: z.string(),
  justification: z.string(),
  digest: z.string(),
  expiresAt: z.string(),
  approvalsRequired: z.number(),
});

export const promptView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['request', 'approve', 'deny']),
    items: z.array(signItem),
    reason: z.string(),
    signers: z.array(z.object({ id: rowId, name: z.string(), fullName: z.string(), codeNeeded: z.boolean() })),
    environment: z.string(),
    problem: z.enum(['refused', 'locked-out']).nullable(),
  }),
  z.object({
    kind: z.literal('new-password'),
    identity: z.string(),
    reason: z.enum(['added', 'reset', 'recovery']),
    problem: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('enrol-second-factor'),
    identity: z.string(),
    qr: z.array(z.string()),
    secret: z.string(),
    problem: z.literal('refused').nullable(),
  }),
  z.object({ kind: z.literal('recovery-codes'), identity: z.string(), codes: z.array(z.string()) }),
  z.object({
    kind: z.literal('recovery-share'),
    number: z.number(),
    of: z.number(),
    needed: z.number(),
    share: z.string(),
  }),
  z.object({
    kind: z.literal('recovery'),
    purpose: z.enum(['begin', 'complete']),
    pinInTwoParts: z.boolean(),
    protectedAuthenticationPath: z.boolean(),
    problem: z.enum(['share-1', 'share-2', 'refused', 'pin-refused']).nullable(),
  }),
]);
export type PromptView = z.infer<typeof promptView>;

const password = z.string().max(128);
const code = z.string().max(40);
const share = z.string().max(400);
const pin = z.string().max(256);

/** Answers fit the kind of the view that was shown; anything else is refused. */
export const promptAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed'), identityId: rowId, password, code: code.nullable() }).strict(),
  z.object({ kind: z.literal('password'), password }).strict(),
  z.object({ kind: z.literal('code'), code }).strict(),
  z.object({ kind: z.literal('kept') }).strict(),
  z
    .object({
      kind: z.literal('recovery'),
      shares: z.tuple([share, share]),
      pin: pin.nullable(),
      pinSecondPart: pin.nullable(),
    })
    .strict(),
]);
export type PromptAnswer = z.infer<typeof promptAnswer>;

/** `window.kmesPrompt` of the prompt's page. */
export interface PromptBridge {
  next(): Promise<PromptView | null>;
  answer(answer: PromptAnswer | null): Promise<void>;
}
