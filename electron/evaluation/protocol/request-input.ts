// Reads the members of a KMS request with AWS's own constraints and ValidationException texts.
import { AwsError, validation } from '../aws-error';

interface TextRules {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

function broken(member: string, value: string, constraint: string): AwsError {
  return validation(
    `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

function lowerFirst(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

function wrongType(): AwsError {
  return new AwsError('SerializationException', 'Request body contains a member of the wrong type.');
}

export class RequestInput {
  constructor(private readonly members: Readonly<Record<string, unknown>>) {}

  has(name: string): boolean {
    return this.members[name] !== undefined && this.members[name] !== null;
  }

  text(name: string, rules: TextRules = {}): string {
    return this.optionalText(name, rules) ?? this.#missing(name);
  }

  optionalText(name: string, rules: TextRules = {}): string | null {
    if (!this.has(name)) return null;
    const value = this.members[name];
    if (typeof value !== 'string') throw wrongType();
    const shown = `'${value.slice(0, 256)}'`;
    const member = lowerFirst(name);
    if (value.length < (rules.min ?? 0)) {
      throw broken(member, shown, `have length greater than or equal to ${String(rules.min)}`);
    }
    if (value.length > (rules.max ?? Infinity)) {
      throw broken(member, shown, `have length less than or equal to ${String(rules.max)}`);
    }
    if (rules.pattern !== undefined && !rules.pattern.test(value)) {
      throw broken(member, shown, `satisfy regular expression pattern: ${rules.pattern.source}`);
    }
    return value;
  }

  /** KeyId of any kind: 1–2048 characters. */
  keyId(name = 'KeyId'): string {
    return this.text(name, { min: 1, max: 2048 });
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    return this.optionalOneOf(name, allowed) ?? this.#missing(name);
  }

  optionalOneOf<T extends string>(name: string, allowed: readonly T[]): T | null {
    const value = this.optionalText(name);
    if (value === null) return null;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) {
      throw broken(lowerFirst(name), `'${value}'`, `satisfy enum value set: [${allowed.join(', ')}]`);
    }
    return found;
  }

  /** Base64 member of `min` to `max` bytes. */
  bytes(name: string, min: number, max: number): Buffer {
    const value = this.members[name];
    if (!this.has(name)) return this.#missing(name);
    if (typeof value !== 'string') throw wrongType();
    const bytes = Buffer.from(value, 'base64');
    const member = lowerFirst(name);
    if (bytes.length < min)
      throw broken(member, 'java.nio.HeapByteBuffer', `have length greater than or equal to ${min}`);
    if (bytes.length > max) throw broken(member, 'java.nio.HeapByteBuffer', `have length less than or equal to ${max}`);
    return bytes;
  }

  optionalInteger(name: string, min: number, max: number): number | null {
    if (!this.has(name)) return null;
    const value = this.members[name];
    if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType();
    const member = lowerFirst(name);
    if (value < min) throw broken(member, `'${value}'`, `have value greater than or equal to ${min}`);
    if (value > max) throw broken(member, `'${value}'`, `have value less than or equal to ${max}`);
    return value;
  }

  boolean(name: string): boolean {
    if (!this.has(name)) return false;
    const value = this.members[name];
    if (typeof value !== 'boolean') throw wrongType();
    return value;
  }

  /** Seconds since 1970, as milliseconds. */
  optionalTimestampMs(name: string): number | null {
    if (!this.has(name)) return null;
    const value = this.members[name];
    if (typeof value !== 'number') throw wrongType();
    return Math.round(value * 1000);
  }

  /** Map of texts, empty when absent. */
  textMap(name: string): Readonly<Record<string, string>> {
    if (!this.has(name)) return {};
    const value = this.members[name];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType();
    for (const text of Object.values(value)) if (typeof text !== 'string') throw wrongType();
    return value as Readonly<Record<string, string>>;
  }

  /** List of anything, empty when absent. */
  list(name: string): readonly unknown[] {
    if (!this.has(name)) return [];
    const value = this.members[name];
    if (!Array.isArray(value)) throw wrongType();
    return value;
  }

  #missing(name: string): never {
    throw broken(lowerFirst(name), 'null', 'not be null');
  }
}
