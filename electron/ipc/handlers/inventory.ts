// hsm.inventory: what lies on the token, and what it is to the console.
import { readInventory, type InventoryParts } from '../../services/inventory/read-inventory';
import type { Handlers } from '../handler';

export function inventoryHandlers(parts: InventoryParts): Handlers<'hsm.inventory'> {
  return { 'hsm.inventory': (_input, context) => readInventory(parts, context.now) };
}
