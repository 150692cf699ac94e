// `npm run docs:ipc`: writes docs/ipc.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ipcDocument } from './lib/ipc-document';

writeFileSync(join(import.meta.dirname, '..', 'docs', 'ipc.md'), ipcDocument());
