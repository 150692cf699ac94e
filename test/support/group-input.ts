// What an officer fills into a new key group, at its plainest.
import type { KeyGroupInput } from '../../shared/schemas/key-groups';

export function groupInput(name: string, credentialId: string): KeyGroupInput {
  return {
    ...{
      name,
      credentialId,
      rotateKey: false,
      rotateEvery: null,
      keepKeyValidFor: null,
      owner: '',
      notes: '',
      description: '',
    },
    ...{
      alias: `alias/${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
      region: 'us-east-1',
      activeKeyId: null,
      policy: null,
      tags: [],
    },
    ...{
      rotationMethod: 'new-key',
      materialExpiresInDays: null,
      wrappingAlgorithm: 'AUTO',
      wrappingKeySpec: 'RSA_2048',
    },
  };
}
