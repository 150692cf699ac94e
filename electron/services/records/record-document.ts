// A record that officers sign on paper, as data: what is said in which order. Drawing it is record-html's.

/** Text of data is never markup. */
export type RecordCell =
  string | { readonly code: string } | { readonly mark: 'good' | 'bad' | 'open'; readonly text: string };

export type RecordBlock =
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: RecordCell])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly RecordCell[])[];
      /** Shares of the width; left out: equal. */
      readonly widths?: readonly number[];
      /** Instead of an empty table. */
      readonly none: string;
    }
  | { readonly kind: 'text'; readonly text: string }
  /** One value to be compared by eye, large and in groups. */
  | { readonly kind: 'fingerprint'; readonly label: string; readonly value: string }
  | { readonly kind: 'signatures'; readonly lead: string; readonly people: readonly string[] };

export interface RecordSection {
  readonly title: string;
  readonly blocks: readonly RecordBlock[];
}

export interface RecordDocument {
  /** "Officer's record" */
  readonly title: string;
  /** What it is of: "Force rotate payments-eu". */
  readonly subject: string;
  readonly environment: 'EVALUATION' | 'PRODUCTION';
  /** Said under EVALUATION. */
  readonly environmentMeans: string;
  readonly summary: readonly (readonly [label: string, value: RecordCell])[];
  readonly sections: readonly RecordSection[];
  /** Plain text at the foot of each page. */
  readonly foot: string;
}
