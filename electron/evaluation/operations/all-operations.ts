// Every KMS operation the simulator knows, by name.
import { aliasOperations } from './aliases';
import { createKeyOperations } from './create-key';
import { encryptOperations } from './encrypt-decrypt';
import { importOperations } from './import-material';
import { lifecycleOperations } from './lifecycle';
import type { OperationFamily } from './operation';
import { readKeyOperations } from './read-keys';
import { rotationOperations } from './rotation';
import { tagPolicyOperations } from './tags-policies';

export const allOperations: OperationFamily = {
  ...createKeyOperations,
  ...readKeyOperations,
  ...importOperations,
  ...rotationOperations,
  ...aliasOperations,
  ...lifecycleOperations,
  ...tagPolicyOperations,
  ...encryptOperations,
};
