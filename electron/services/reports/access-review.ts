// The access review: who may log in, with which roles and permissions, and when they last did.
import type { Role } from '../../domain/entities';
import { keyFingerprint } from '../approvals/people';
import { field } from './report-kind';
import { rowsReport } from './rows-report';

export interface AccessRow {
  readonly identityId: string;
  readonly name: string;
  readonly fullName: string;
  readonly status: string;
  readonly roles: readonly string[];
  /** Of all roles together, as they are granted once each role's logins are met. */
  readonly permissions: readonly string[];
  /** Largest number of logins that one of the roles asks for. */
  readonly loginsRequired: number;
  readonly secondFactor: 'enrolled' | 'none';
  readonly mustChangePassword: boolean;
  readonly lastLoginAt: string | null;
  /** Whole days since the last login. */
  readonly unusedDays: number | null;
  readonly lockedUntil: string | null;
  readonly createdAt: string;
  /** SHA-256 of the public key that signs requests and decisions. */
  readonly signingKey: string;
  readonly signingKeyEnrolledAt: string;
}

const dayMs = 86_400_000;
const plain = field<AccessRow>();

export const accessReview = rowsReport<AccessRow>({
  kind: 'access-review',
  title: 'Access review',
  description: 'Identities with their roles, permissions, second factor and last login.',
  permissions: ['Identities:View', 'Roles:View'],
  filters: [],
  columns: [
    plain('name', 'Identity'),
    plain('fullName', 'Full name'),
    plain('status', 'Status'),
    plain('roles', 'Roles'),
    plain('loginsRequired', 'Logins required'),
    plain('permissions', 'Permissions'),
    plain('secondFactor', 'Second factor'),
    plain('lastLoginAt', 'Last login (UTC)'),
    plain('unusedDays', 'Days since last login'),
    plain('mustChangePassword', 'Must change password'),
    plain('lockedUntil', 'Locked until (UTC)'),
    plain('createdAt', 'Created (UTC)'),
    plain('signingKey', 'Signing key'),
    plain('signingKeyEnrolledAt', 'Signing key enrolled (UTC)'),
    plain('identityId', 'Identity ID'),
  ],
  count: async ({ tx }) => (await tx.identities.list()).length,
  async *rows({ tx, now }) {
    const roles = new Map((await tx.roles.list()).map((role) => [role.id, role]));
    for (const identity of await tx.identities.list()) {
      const held = identity.roleIds.map((id) => roles.get(id)).filter((role): role is Role => role !== undefined);
      const login = await tx.loginStates.get(identity.id);
      const lastLoginAt = login?.lastLoginAt ?? null;
      yield {
        identityId: identity.id,
        name: identity.name,
        fullName: identity.fullName,
        status: identity.status,
        roles: held.map(({ name }) => name),
        permissions: [...new Set(held.flatMap(({ permissions }) => permissions))].sort(),
        loginsRequired: Math.max(0, ...held.map(({ loginsRequired }) => loginsRequired)),
        secondFactor: identity.secondFactor === null ? 'none' : 'enrolled',
        mustChangePassword: identity.mustChangePassword,
        lastLoginAt,
        unusedDays: lastLoginAt === null ? null : Math.floor((now.getTime() - Date.parse(lastLoginAt)) / dayMs),
        lockedUntil: login?.lockedUntil ?? null,
        createdAt: identity.createdAt,
        signingKey: keyFingerprint(identity.signingKey),
        signingKeyEnrolledAt: identity.signingKey.enrolledAt,
      };
    }
  },
});
