// Whether a confirmed backup of the HSM holds a key.
import type { KeyView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import { TimeText } from '../../ui/time-text';

const words = text.backup.key;

export function HsmBackupText({ of: key }: { readonly of: KeyView }) {
  if (key.hsmReference === null) return words.notHeld;
  if (key.hsmBackupAt == null) return words.notIn;
  return (
    <>
      {words.in} <TimeText at={key.hsmBackupAt} />
    </>
  );
}
