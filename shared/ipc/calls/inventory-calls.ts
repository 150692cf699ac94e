// Calls of the token's inventory.
import { z } from 'zod';
import { tokenInventory } from '../../schemas/inventory';
import { query } from '../definition';

export const inventoryCalls = {
  'hsm.inventory': query({
    input: z.object({}).strict(),
    output: tokenInventory,
    phases: ['ready'],
    permission: 'HSM:View',
  }),
} as const;
