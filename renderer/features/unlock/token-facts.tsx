// What is known of the token and of its module, for whoever is about to type a PIN.
import type { HsmView } from '../../../shared/schemas/status';
import { text } from '../../text/text';
import { FactsList } from '../../ui/facts-list';
import { Identifier } from '../../ui/identifier';

export function TokenFacts({ hsm, labelWidth = 130 }: { readonly hsm: HsmView; readonly labelWidth?: number }) {
  const words = text.frame.hsmFacts;
  const { token } = hsm;
  return (
    <FactsList
      labelWidth={labelWidth}
      facts={[
        ...(token === null
          ? []
          : ([
              [words.token, token.label],
              [words.serial, <Identifier key="serial" value={token.serial} what={words.serial} maxLength={24} />],
              [words.maker, `${token.manufacturer} ${token.model}`.trim()],
              [words.firmware, token.firmwareVersion],
              [words.tries, text.frame.pinState[token.pinState]],
            ] as const)),
        ...(hsm.modulePath === null ? [] : ([[words.module, hsm.modulePath]] as const)),
        ...(hsm.moduleSha256 === null
          ? []
          : ([
              [words.sha256, <Identifier key="sha" value={hsm.moduleSha256} what={words.sha256} maxLength={24} />],
            ] as const)),
        ...(hsm.reason === null ? [] : ([[words.since, text.frame.hsmReason[hsm.reason]]] as const)),
      ]}
    />
  );
}
