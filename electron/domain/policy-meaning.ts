// Are two key policies the same in meaning? AWS rewrites spelling, order and single-item lists, never what they say.
import { canonicalJson } from '../../shared/canonical-json';

/** Principals AWS stores as an ARN when they were sent as an account id (IAM: AWS account principals). */
const spelledPrincipal = (text: string): string => (/^\d{12}$/.test(text) ? `arn:aws:iam::${text}:root` : text);

/** Lists as sorted sets, single items as lists, white space and order of members gone. */
function meaning(value: unknown, name: string | null): unknown {
  if (typeof value === 'string') {
    return ['Action', 'NotAction', 'Resource', 'NotResource', 'AWS', 'Service', 'Federated'].includes(name ?? '')
      ? [spelled(value, name)]
      : value;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => (typeof item === 'string' ? spelled(item, name) : meaning(item, null)));
    return [...new Map(items.map((item) => [canonicalJson(item), item])).entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, item]) => item);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, meaning(key === 'Statement' ? listed(member) : member, key)]),
    );
  }
  return value;
}

/** Actions are compared without case (IAM: Action element). */
const spelled = (text: string, name: string | null): string =>
  name === 'AWS' ? spelledPrincipal(text) : name === 'Action' || name === 'NotAction' ? text.toLowerCase() : text;

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** False as well when either text is not JSON. */
export function samePolicyMeaning(a: string, b: string): boolean {
  try {
    return canonicalJson(meaning(JSON.parse(a), null)) === canonicalJson(meaning(JSON.parse(b), null));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}
