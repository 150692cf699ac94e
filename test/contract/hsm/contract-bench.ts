// What the parts of the HSM contract share: the token under test, what it is known to do, and how a key's value is seen.
import type { TestContext } from 'vitest';
import type { HsmCapabilities, HsmReference } from '../../../electron/ports/hsm';
import type { WrappingAlgorithm } from '../../../shared/aws-terms';
import { unwrap, wrappingPair } from '../../support/tokens/key-material';
import type { TokenAccess } from '../../support/tokens/raw-token';
import { recordedHsm } from '../../support/tokens/recorded-hsm';
import type { RecordedHsm } from '../../support/tokens/recorded-hsm';

export interface ContractToken extends TokenAccess {
  release(): void | Promise<void>;
}

export interface Contract {
  readonly name: string;
  /** Makes or takes the token; may use the Hsm under test to initialise it. */
  take(recorded: RecordedHsm): Promise<ContractToken>;
  /** What probing must find on this token, so that a lost ability is noticed and not just skipped. */
  readonly expected: Omit<HsmCapabilities, 'probedAt'>;
  /** Does the token make keys that are not sensitive at all? */
  readonly makesReadableKeys: boolean;
}

export class ContractBench {
  readonly recorded = recordedHsm({ maxSessions: 3 });
  readonly hsm = this.recorded.hsm;
  /** Every key value seen so far: none may ever be said. */
  readonly materials: Buffer[] = [];
  /** The algorithm with which this token's keys are pushed. */
  readonly algorithm: WrappingAlgorithm;
  readonly expected: Contract['expected'];
  #token: ContractToken | null = null;

  constructor(readonly contract: Contract) {
    this.expected = contract.expected;
    this.algorithm = contract.expected.wrapOaepSha256 ? 'RSAES_OAEP_SHA_256' : 'RSAES_OAEP_SHA_1';
  }

  get token(): ContractToken {
    return this.#token!;
  }

  async take(): Promise<void> {
    this.#token = await this.contract.take(this.recorded);
  }

  async release(): Promise<void> {
    await this.hsm.close();
    await this.#token?.release();
  }

  async logIn(): Promise<void> {
    await this.hsm.connect(this.token.module, { label: this.token.label });
    await this.hsm.login(this.token.pin);
  }

  /** Wraps and opens again: the key's value, as only AWS would see it. */
  async materialOf(reference: HsmReference): Promise<Buffer> {
    const pair = wrappingPair('RSA_2048');
    const request = {
      reference,
      publicKeyDer: pair.publicKeyDer,
      algorithm: this.algorithm,
      keySpec: 'RSA_2048',
    } as const;
    const material = unwrap(pair, this.algorithm, await this.hsm.wrapForImport(request));
    this.materials.push(material);
    return material;
  }

  /** Skips the test by the name of what the token lacks, and prints it. */
  skipWithout(test: TestContext, ability: string, able: boolean): void {
    if (able) return;
    process.stdout.write(`${this.contract.name}: skipped ${ability}\n`);
    test.skip(`the token has no ${ability}`);
  }
}
