// What every printed record begins with, and times as records write them.
import type { Anchor } from '../../domain/entities';
import type { Installation } from '../../ports/settings';
import type { HsmView } from '../../../shared/schemas/status';
import { recordWords as words } from '../../../shared/text/record-words';
import { anchorFingerprint } from '../anchors';
import type { RecordCell, RecordDocument } from './record-document';

export interface RecordSource {
  readonly installation: Installation;
  readonly hsm: HsmView;
  readonly version: string;
  readonly now: Date;
  /** Login names of whoever has it made. */
  readonly madeBy: readonly string[];
  /** The chain's newest signed head. */
  readonly anchor: Anchor | null;
}

/** `2026-03-01 12:00:00`, under a heading that says UTC. */
export const plainUtc = (at: string): string => at.slice(0, 19).replace('T', ' ');
/** `2026-03-01 12:00:00 UTC` */
export const utc = (at: string): string => `${plainUtc(at)} UTC`;
export const utcOr = (at: string | null, absent: string = words.none): string => (at === null ? absent : utc(at));

type Frame = Omit<RecordDocument, 'sections'>;

export function recordFrame(title: string, subject: string, source: RecordSource): Frame {
  const { installation, hsm, version, now, madeBy, anchor } = source;
  const { environment, evaluationReasons, storeId, token } = installation;
  const { summary } = words;
  const shown: readonly (readonly [string, RecordCell])[] = [
    [summary.made, utc(now.toISOString())],
    [summary.by, madeBy.join(', ')],
    [summary.installation, { code: storeId }],
    [summary.token, `${token.label}, ${hsm.token?.model ?? words.setup.notConnected}, ${token.serial}`],
    [summary.version, version],
    [
      summary.anchoredTo,
      anchor === null ? words.notAnchored : words.anchoredTo(String(anchor.sequence), utc(anchor.at)),
    ],
  ];
  return {
    ...{ title, subject, environment, summary: shown },
    environmentMeans: `${words.evaluationMeans(evaluationReasons)}. ${words.evaluationData}`,
    foot: words.foot(title, environment, storeId),
  };
}

export const anchorBlock = ({ installation }: RecordSource) =>
  ({ kind: 'fingerprint', label: words.anchorKey, value: anchorFingerprint(installation.anchorKey) }) as const;
