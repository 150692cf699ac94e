// Records for paper: of one operation, and of the set-up. Main makes the PDF and writes it where its own dialog says.
import { z } from 'zod';
import { rowId } from './common';

/** Where somebody stands who asks for the record of an operation. */
export const operationPlace = z.object({ of: z.enum(['job', 'request', 'key']), id: rowId });
export type OperationPlace = z.infer<typeof operationPlace>;

export const printedRecord = z.object({ fileName: z.string(), sha256: z.string(), bytes: z.number() });
export type PrintedRecord = z.infer<typeof printedRecord>;
