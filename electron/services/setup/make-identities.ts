// The first identities as rows: password hashed, signing key made under it, its enrolment signed by the HSM's anchor key.
import type { Identity, Role } from '../../domain/entities';
import type { AnchorKey, Hsm } from '../../ports/hsm';
import { canonicalJson } from '../../../shared/canonical-json';
import type { FirstIdentity } from '../../../shared/schemas/setup';
import { newRowId } from '../ids';
import type { Passwords } from '../passwords';

export interface Enrolment {
  readonly hsm: Hsm;
  readonly passwords: Passwords;
  readonly anchor: AnchorKey;
  readonly storeId: string;
  readonly at: string;
}

/** The bytes that bind a signing key to its identity and its store. */
export function enrolmentStatement(enrolment: {
  identity: string;
  publicKey: string;
  enrolledAt: string;
  store: string;
}): Uint8Array {
  return Buffer.from(canonicalJson(enrolment), 'utf8');
}

export async function makeIdentity(
  person: FirstIdentity,
  roles: readonly Role[],
  enrolment: Enrolment,
): Promise<Identity> {
  const id = newRowId();
  const [password, pair] = await Promise.all([
    enrolment.passwords.hashPassword(person.password),
    enrolment.passwords.makeSigningKey(person.password),
  ]);
  const statement = enrolmentStatement({
    identity: id,
    publicKey: pair.publicKeyDer,
    enrolledAt: enrolment.at,
    store: enrolment.storeId,
  });
  const signature = await enrolment.hsm.sign(enrolment.anchor, statement);
  return {
    id,
    name: person.name,
    fullName: person.fullName,
    roleIds: roles.map((role) => role.id),
    status: 'enabled',
    password,
    passwordHistory: [],
    mustChangePassword: false,
    secondFactor: null,
    closedKeys: [],
    resetBy: [],
    mayDecideFrom: null,
    revision: 1,
    signingKey: { ...pair, enrolledAt: enrolment.at, enrolmentSignature: Buffer.from(signature).toString('base64') },
    createdAt: enrolment.at,
  };
}
