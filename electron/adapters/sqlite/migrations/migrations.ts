// Every migration of the store in order. A new one is a file here, a line below, and a fixture of the version before (CONTRIBUTING).
import type { Migration } from '../migrate';
import { migration0001 } from './0001-first-tables';

export const migrations: readonly Migration[] = [migration0001];
