// Every KMS operation the simulator knows, by name.
import { aliasOperations } from './aliases';
import { asymmetricOperations } from './asymmetric';
import { createKeyOperations } from './create-key';
import { dataKeyOperations } from './data-keys';
import { encryptOperations } from './encrypt-decrypt';
import { importOperations } from './import-material';
import { lifecycleOperations } from './lifecycle';
import { macOperations } from './mac';
import { multiRegionOperations } from './multi-region';
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
  ...dataKeyOperations,
  ...macOperations,
  ...asymmetricOperations,
  ...multiRegionOperations,
};
