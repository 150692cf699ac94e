// Schema version 1.
import type { Migration } from '../migrate';

export const migration0001: Migration = {
  version: 1,
  sql: `
CREATE TABLE sealed_rows (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  name_key TEXT NOT NULL,
  unique_key TEXT NOT NULL,
  parent_id TEXT,
  digest TEXT NOT NULL,
  changed_sequence INTEGER,
  changed_hash TEXT,
  text TEXT NOT NULL
);
CREATE UNIQUE INDEX sealed_rows_by_id ON sealed_rows (kind, id);
CREATE UNIQUE INDEX sealed_rows_by_unique_key ON sealed_rows (kind, unique_key);
CREATE INDEX sealed_rows_by_name ON sealed_rows (kind, name_key);
CREATE INDEX sealed_rows_by_parent ON sealed_rows (kind, parent_id) WHERE parent_id IS NOT NULL;
-- Rows that wait for the entry that will name them: empty outside a transaction.
CREATE INDEX sealed_rows_unsealed ON sealed_rows (number) WHERE changed_sequence IS NULL;

CREATE TABLE audit_entries (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  latest_at TEXT NOT NULL,
  category TEXT NOT NULL,
  outcome TEXT NOT NULL,
  job_id TEXT,
  hash TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX audit_entries_by_category ON audit_entries (category, outcome);
CREATE INDEX audit_entries_by_job ON audit_entries (job_id) WHERE job_id IS NOT NULL;
-- Entries written while the clock stood before an earlier entry's time: empty unless it was set back.
CREATE INDEX audit_entries_set_back ON audit_entries (at) WHERE at < latest_at;

CREATE TABLE audit_subjects (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  digest TEXT,
  parent_id TEXT,
  PRIMARY KEY (kind, id, sequence)
) WITHOUT ROWID;
CREATE INDEX audit_subjects_by_parent ON audit_subjects (kind, parent_id) WHERE parent_id IS NOT NULL;

-- Words are split and folded before they come here; the ascii tokenizer leaves them as they are.
CREATE VIRTUAL TABLE audit_search USING fts5 (words, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
CREATE TABLE audit_words (word TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE jobs (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,
  group_id TEXT,
  search TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX jobs_by_status ON jobs (status);
CREATE INDEX jobs_by_group ON jobs (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX jobs_by_search ON jobs (search);
CREATE TABLE job_steps (
  job_id TEXT NOT NULL,
  step_index INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (job_id, step_index)
) WITHOUT ROWID;
CREATE TABLE job_lines (
  job_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (job_id, sequence)
) WITHOUT ROWID;

CREATE TABLE login_states (identity_id TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE wrapping_keys (sha256 TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE anchors (number INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, text TEXT NOT NULL);
`,
};
