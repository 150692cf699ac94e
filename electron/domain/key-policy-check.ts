// Key policies are read before AWS gets them: what AWS would refuse, and what it would accept to the owner's harm.
import type { PolicyFinding } from '../../shared/schemas/key-groups';

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

const asList = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.filter((item): item is string => typeof item === 'string')
      : [];

/** AWS principals of a statement: `*`, account ids, ARNs. */
function awsPrincipals(principal: unknown): readonly string[] {
  if (principal === '*') return ['*'];
  if (typeof principal !== 'object' || principal === null) return [];
  return asList((principal as Record<string, unknown>)['AWS']);
}

const accountOf = (principal: string): string | null =>
  /^(?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1] ?? null;
const allows = (actions: readonly string[], action: string): boolean =>
  actions.some((pattern) =>
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*/g, '.*')
        .replace(/\?/g, '.')}$`,
      'i',
    ).test(action),
  );

/**
 * Findings on a key policy. Errors: AWS refuses it, or it would lock the owner out or open the key to anyone.
 * Rules: AWS KMS key policies; at most 32 KiB; AWS accepts statements without Action or Resource, which then do nothing.
 * @param accountId account of the credential, when known: other accounts are warned about.
 */
export function checkKeyPolicy(text: string, accountId: string | null): readonly PolicyFinding[] {
  const error = (code: PolicyFinding['code'], statement: number | null = null, detail = ''): PolicyFinding => ({
    code,
    severity: 'error',
    statement,
    detail,
  });
  if (new TextEncoder().encode(text).length > 32 * 1024) return [error('too-large')];
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch (thrown) {
    return [error('not-json', null, thrown instanceof SyntaxError ? thrown.message.slice(0, 200) : '')];
  }
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy)) return [error('not-an-object')];
  const raw = (policy as { Statement?: unknown }).Statement;
  const statements = (Array.isArray(raw) ? raw : raw === undefined ? [] : [raw]) as readonly Statement[];
  if (statements.length === 0) return [error('no-statement')];

  const findings: PolicyFinding[] = [];
  let ownerHolds = false;
  let canPutPolicy = false;
  statements.forEach((statement, index) => {
    const number = index + 1;
    if (typeof statement !== 'object' || statement === null) {
      findings.push(error('not-an-object', number));
      return;
    }
    const actions = asList(statement.Action);
    const principals = awsPrincipals(statement.Principal);
    if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')
      findings.push(error('unknown-effect', number, String(statement.Effect)));
    if (actions.length === 0 && statement.NotAction === undefined)
      findings.push(error('statement-without-action', number));
    if (asList(statement.Resource).length === 0) findings.push(error('statement-without-resource', number));
    if (statement.Principal === undefined) findings.push(error('statement-without-principal', number));
    if (statement.Effect !== 'Allow') return;
    const unconditional = statement.Condition === undefined;
    if (principals.includes('*')) {
      findings.push({
        code: 'wildcard-principal',
        severity: unconditional ? 'error' : 'warning',
        statement: number,
        detail: actions.join(', '),
      });
    }
    for (const principal of principals) {
      const account = accountOf(principal);
      if (account !== null && accountId !== null && account !== accountId) {
        findings.push({ code: 'foreign-account', severity: 'warning', statement: number, detail: principal });
      }
      if (
        unconditional &&
        account !== null &&
        (accountId === null || account === accountId) &&
        allows(actions, 'kms:PutKeyPolicy')
      ) {
        canPutPolicy = true;
        if (/:root$/.test(principal) || /^\d{12}$/.test(principal)) ownerHolds = true;
      }
    }
  });
  if (!canPutPolicy) findings.push(error('no-put-key-policy'));
  else if (!ownerHolds)
    findings.push({ code: 'no-root-or-administrator', severity: 'warning', statement: null, detail: '' });
  return findings;
}
