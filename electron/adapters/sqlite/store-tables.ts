// The tables of the store as Kysely sees them; migrations make them.
import type { Generated } from 'kysely';
import type { AuditCategory, AuditOutcome } from '../../../shared/schemas/audit';
import type { JobStatus } from '../../../shared/schemas/jobs';

export interface StoreTables {
  meta: { name: 'store-id' | 'environment' | 'schema-version' | 'searched-to' | 'log-base'; value: string };
  sealed_rows: SealedRowTable;
  audit_entries: AuditEntryTable;
  audit_subjects: AuditSubjectTable;
  /** FTS5 without content: `rowid` is the entry's sequence, and the column shares the table's name in MATCH. */
  audit_search: { rowid: number; words: string };
  /** Words that stand in `audit_search` as they are, for completing what is typed. */
  audit_words: { word: string };
  jobs: JobTable;
  job_steps: { job_id: string; step_index: number; text: string };
  job_lines: { job_id: string; sequence: number; text: string };
  login_states: { identity_id: string; text: string };
  wrapping_keys: { sha256: string; at: string };
  anchors: { number: Generated<number>; sequence: number; text: string };
}

/** All kinds of rows that decide security share one table: another kind needs no migration. */
interface SealedRowTable {
  /** Order of creation. */
  number: Generated<number>;
  kind: string;
  id: string;
  /** Folded name, for finding. */
  name_key: string;
  /** Folded name within the scope it must be unique in. */
  unique_key: string;
  parent_id: string | null;
  /** SHA-256 (hex) of `text`. */
  digest: string;
  /** Sequence and hash of the audit entry that last changed the row; null only inside the transaction that changes it. */
  changed_sequence: number | null;
  changed_hash: string | null;
  /** Canonical JSON of the row. */
  text: string;
}

/** Columns beside `text` and `hash` only index the entry. */
interface AuditEntryTable {
  sequence: number;
  at: string;
  /** Latest `at` of this entry and all before: never goes back, so that times are found by halving. */
  latest_at: string;
  category: AuditCategory;
  outcome: AuditOutcome;
  job_id: string | null;
  hash: string;
  text: string;
}

/** Which entries name which security rows, with the row's digest after the change; null when deleted. */
interface AuditSubjectTable {
  kind: string;
  id: string;
  sequence: number;
  digest: string | null;
  parent_id: string | null;
}

interface JobTable {
  /** Order of queuing. */
  number: Generated<number>;
  id: string;
  status: JobStatus;
  group_id: string | null;
  /** Folded name, target and justification. */
  search: string;
  text: string;
}
