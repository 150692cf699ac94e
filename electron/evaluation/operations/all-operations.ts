// Every KMS operation the simulator knows, by name.
import { aliasOperations } from './aliases';
import { createKeyOperations } from './create-key';
import { encryptOperations } from './encrypt-decrypt';
import { importOperations } from './import-material';
import type { OperationFamily } from './operation';
import { readKeyOperations } from './read-keys';

export const allOperations: OperationFamily = {
  ...createKeyOperations,
  ...readKeyOperations,
  ...importOperations,
  ...aliasOperations,
  ...encryptOperations,
};
