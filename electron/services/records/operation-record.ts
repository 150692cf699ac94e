// The officer's record of one operation: request, preview, approvals, job, what AWS answered, keys, and the proof in the log.
import type { ApprovalRequest } from '../../domain/approval-request';
import type { ChainedAuditEntry } from '../../domain/audit-event';
import type { Key } from '../../domain/entities';
import type { Job } from '../../domain/job-entities';
import type { StoreReader } from '../../ports/store';
import type { JobDetails } from '../../../shared/schemas/jobs';
import { operationNames } from '../../../shared/text/operation-names';
import { recordWords } from '../../../shared/text/record-words';
import { messageOf, readNames, type NameOf } from '../audit-view';
import type { RecordBlock, RecordCell, RecordDocument, RecordSection } from './record-document';
import { proofSection } from './proof-section';
import { plainUtc, recordFrame, utc, utcOr, type RecordSource } from './record-parts';

const words = recordWords.operation;
const { fields, keyFields } = words;

/** What a record is made of, read in one snapshot. */
export interface Operation {
  readonly request: ApprovalRequest | null;
  readonly job: Job | null;
  readonly details: JobDetails | null;
  readonly keys: readonly Key[];
  /** Of the request and the job, the oldest first. */
  readonly entries: readonly ChainedAuditEntry[];
}

export async function operationRecord(
  tx: StoreReader,
  operation: Operation,
  source: RecordSource,
): Promise<RecordDocument> {
  const { request, job, details, keys, entries } = operation;
  const nameOf = await readNames(tx);
  const subject = request === null ? (job?.name ?? '') : `${operationNames[request.operation]}: ${request.target.name}`;
  const sections: RecordSection[] = [
    { title: words.request, blocks: requestBlocks(request, nameOf) },
    ...(request === null ? [] : previewSections(request)),
    ...(request === null ? [] : [approvalSection(request, nameOf)]),
    { title: words.job, blocks: details === null ? [{ kind: 'text', text: words.noJob }] : jobBlocks(details) },
    ...(job === null ? [] : [{ title: words.aws, blocks: [answersBlock(entries)] }]),
    ...(keys.length === 0 ? [] : [{ title: words.keys, blocks: keys.map(keyBlock) }]),
    proofSection(entries, source),
    {
      title: recordWords.signatures.title,
      blocks: [
        {
          kind: 'signatures',
          lead: recordWords.signatures.operationLead,
          people: recordWords.signatures.people,
        },
      ],
    },
  ];
  return { ...recordFrame(words.title, subject, source), sections };
}

function requestBlocks(request: ApprovalRequest | null, nameOf: NameOf): readonly RecordBlock[] {
  if (request === null) return [{ kind: 'text', text: words.noRequest }];
  return [
    {
      kind: 'facts',
      facts: [
        [fields.operation, operationNames[request.operation]],
        [fields.target, request.target.name],
        [fields.justification, request.justification],
        [fields.requester, nameOf(request.requesterId)],
        [fields.requested, utc(request.createdAt)],
        [fields.expires, utc(request.expiresAt)],
        [fields.status, statusCell(request.status)],
        [fields.closed, utcOr(request.closedAt)],
        [fields.requestId, { code: request.id }],
        [fields.digest, { code: request.digest }],
        [fields.signed, { code: words.signedBy(request.requesterKeyFingerprint) }],
      ],
    },
  ];
}

function previewSections({ effect }: ApprovalRequest): readonly RecordSection[] {
  const changes = effect.some(({ before }) => before !== null);
  return [
    {
      title: words.preview,
      blocks: [
        {
          kind: 'table',
          columns: changes ? words.effect : words.effectNew,
          rows: effect.map(({ name, value, before }) => (changes ? [name, before ?? '', value] : [name, value])),
          widths: changes ? [25, 35, 40] : [30, 70],
          none: recordWords.none,
        },
      ],
    },
  ];
}

function approvalSection(request: ApprovalRequest, nameOf: NameOf): RecordSection {
  return {
    title: words.approvals,
    blocks: [
      { kind: 'facts', facts: [[fields.required, String(request.rule.approvalsRequired)]] },
      {
        kind: 'table',
        columns: words.decisions,
        rows: request.decisions.map(({ identityId, verdict, reason, at, keyFingerprint: key }) => [
          nameOf(identityId),
          verdict === 'approve' ? { mark: 'good', text: words.approve } : { mark: 'bad', text: words.deny },
          reason,
          plainUtc(at),
          { code: key },
        ]),
        widths: [13, 15, 20, 22, 30],
        none: words.noDecision,
      },
      { kind: 'text', text: words.checked },
    ],
  };
}

function jobBlocks({ job, steps, lines }: JobDetails): readonly RecordBlock[] {
  return [
    {
      kind: 'facts',
      facts: [
        [fields.jobName, job.name],
        [fields.status, statusCell(job.status)],
        [fields.grant, words.grants[job.grant]],
        [fields.startedBy, job.startedBy.join(', ')],
        [fields.queued, utc(job.queuedAt)],
        [fields.started, utcOr(job.startedAt)],
        [fields.finished, utcOr(job.finishedAt)],
        [fields.jobId, { code: job.id }],
        ...(job.error === null ? [] : [[fields.error, `${job.error.code} (${job.error.ref})`] as const]),
      ],
    },
    {
      kind: 'table',
      columns: words.steps,
      rows: steps.map((step) => [
        step.name,
        statusCell(step.status),
        step.certainty === null ? '' : words.certainties[step.certainty],
        String(step.attempts),
        step.doneAt === null ? '' : plainUtc(step.doneAt),
      ]),
      widths: [33, 19, 16, 9, 23],
      none: words.noStep,
    },
    {
      kind: 'table',
      columns: words.lines,
      rows: lines.map(({ at, text }) => [plainUtc(at), text]),
      widths: [22, 78],
      none: words.noLine,
    },
  ];
}

const good = ['Executed', 'Completed', 'Done', 'Skipped'];
const bad = ['Failed', 'Needs attention', 'Denied', 'Cancelled', 'Stale', 'Expired'];
const statusCell = (text: string): RecordCell => ({
  mark: good.includes(text) ? 'good' : bad.includes(text) ? 'bad' : 'open',
  text,
});

function answersBlock(entries: readonly ChainedAuditEntry[]): RecordBlock {
  return {
    kind: 'table',
    columns: words.answers,
    rows: entries
      .filter(({ entry }) => entry.awsRequestId !== null)
      .map(({ entry }) => [plainUtc(entry.at), messageOf(entry), { code: entry.awsRequestId ?? '' }]),
    widths: [22, 42, 36],
    none: words.noAnswer,
  };
}

function keyBlock(key: Key): RecordBlock {
  const { checkValue, wrappingAlgorithm, wrappingKeySpec, proof } = key;
  return {
    kind: 'facts',
    facts: [
      [keyFields.name, key.name],
      [keyFields.hsm, { code: key.hsmReference ?? recordWords.none }],
      [keyFields.check, checkValue === null ? recordWords.none : `${checkValue.value} (${checkValue.method})`],
      [keyFields.arn, { code: key.kmsKeyArn ?? recordWords.none }],
      [keyFields.material, { code: key.keyMaterialId ?? recordWords.none }],
      [keyFields.wrapped, [wrappingAlgorithm, wrappingKeySpec].filter((each) => each !== null).join(', ')],
      [keyFields.imported, utcOr(key.importedAt)],
      ...(proof == null
        ? []
        : [
            [
              keyFields.proven,
              proof.matches
                ? ({ mark: 'good', text: `${words.proven}, ${utc(proof.at)}` } as const)
                : ({ mark: 'bad', text: `${words.mismatch}, ${utc(proof.at)}` } as const),
            ] as const,
          ]),
    ],
  };
}
