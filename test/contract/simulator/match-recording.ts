// Compares an answer with one recorded from AWS: the same members, of the same types, with the same fixed values.
// Placeholders in the recording (`<key-id:1>`) may be anything, but the same one is the same thing throughout.

/** What placeholders stand for, filled while matching. */
export type Bindings = Map<string, string>;

const blobs = new Set(['import-token', 'public-key', 'ciphertext-blob', '<mac>']);
/** The account in the recordings. */
const ACCOUNT = '111111111111';

/** Differences, each with its path; none means that the answer has the recorded shape. */
export function matchRecording(recorded: unknown, answer: unknown, bindings: Bindings, path = ''): readonly string[] {
  if (recorded === 'datetime') return answer instanceof Date ? [] : [`${path}: no date`];
  if (typeof recorded === 'string' && blobs.has(recorded)) {
    return answer instanceof Uint8Array && answer.length > 0 ? [] : [`${path}: no bytes`];
  }
  if (typeof recorded === 'string') return matchText(recorded, answer, bindings, path);
  if (Array.isArray(recorded)) return matchList(recorded, answer, bindings, path);
  if (typeof recorded === 'object' && recorded !== null) {
    return matchMembers(recorded as Record<string, unknown>, answer, bindings, path);
  }
  return recorded === answer ? [] : [`${path}: ${String(recorded)} recorded, ${String(answer)} answered`];
}

function matchList(recorded: readonly unknown[], answer: unknown, bindings: Bindings, path: string): readonly string[] {
  if (!Array.isArray(answer) || answer.length !== recorded.length) return [`${path}: no list of ${recorded.length}`];
  return recorded.flatMap((item, index) => matchRecording(item, answer[index], bindings, `${path}[${index}]`));
}

function matchMembers(
  recorded: Readonly<Record<string, unknown>>,
  answer: unknown,
  bindings: Bindings,
  path: string,
): readonly string[] {
  if (typeof answer !== 'object' || answer === null) return [`${path}: no structure`];
  const members = answer as Record<string, unknown>;
  const present = Object.keys(members).filter((name) => members[name] !== undefined);
  const unexpected = present.filter((name) => !(name in recorded)).map((name) => `${path}.${name}: not recorded`);
  const missing = Object.keys(recorded).filter((name) => !present.includes(name));
  return [
    ...unexpected,
    ...missing.map((name) => `${path}.${name}: missing`),
    ...Object.keys(recorded)
      .filter((name) => present.includes(name))
      .flatMap((name) => matchRecording(recorded[name], members[name], bindings, `${path}.${name}`)),
  ];
}

function matchText(recorded: string, answer: unknown, bindings: Bindings, path: string): readonly string[] {
  const names: string[] = [];
  const parts = recorded.split(/(<[^>]+>|111111111111)/);
  const pattern = parts.map((part) => {
    if (part !== ACCOUNT && !/^<.+>$/.test(part)) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    names.push(part);
    return '(.+?)';
  });
  const found = typeof answer === 'string' ? new RegExp(`^${pattern.join('')}$`).exec(answer) : null;
  if (found === null) return [`${path}: '${recorded}' recorded, '${String(answer)}' answered`];
  return names.flatMap((name, index) => bind(name, found[index + 1] ?? '', bindings, path));
}

function bind(name: string, value: string, bindings: Bindings, path: string): readonly string[] {
  const bound = bindings.get(name);
  if (bound === undefined) {
    const numbered = /^<([a-z-]+):\d+>$/.exec(name)?.[1];
    const taken = [...bindings].find(
      ([other, seen]) => seen === value && numbered !== undefined && other.startsWith(`<${numbered}:`),
    );
    if (taken !== undefined) return [`${path}: ${name} and ${taken[0]} are the same`];
    bindings.set(name, value);
    return [];
  }
  return bound === value ? [] : [`${path}: ${name} was '${bound}' and is '${value}'`];
}
