// What is known of the token and of its module, for whoever is about to type a PIN.
import type { HsmView } from '../../../shared/schemas/status';
import { text } from '../../text/text';
import { FactList } from '../../ui/fact-list';
import { Identifier } from '../../ui/identifier';

export function TokenFacts({ hsm, labelWidth = 130 }: { readonly hsm: HsmView; readonly labelWidth?: number }) {
  const words = text.frame.hsmFacts;
  const { token } = hsm;
  return (
    <FactList
      labelWidth={labelWidth}
      facts={[
        ...(token === null
          ? []
          : [
              { label: words.token, value: token.label },
              { label: words.serial, value: <Identifier value={token.serial} what={words.serial} maxLength={24} /> },
              { label: words.maker, value: `${token.manufacturer} ${token.model}`.trim() },
              { label: words.firmware, value: token.firmwareVersion },
              { label: words.tries, value: text.frame.pinState[token.pinState] },
            ]),
        ...(hsm.modulePath === null ? [] : [{ label: words.module, value: hsm.modulePath }]),
        ...(hsm.moduleSha256 === null
          ? []
          : [
              {
                label: words.sha256,
                value: <Identifier value={hsm.moduleSha256} what={words.sha256} maxLength={24} />,
              },
            ]),
        ...(hsm.reason === null ? [] : [{ label: words.since, value: text.frame.hsmReason[hsm.reason] }]),
      ]}
    />
  );
}
