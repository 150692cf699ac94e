// react-hook-form over a zod schema: fields are checked as they are left, and again as they change once they were wrong.
import { useCallback } from 'react';
import {
  useForm,
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type Resolver,
  type UseFormReturn,
} from 'react-hook-form';
import type { z } from 'zod';
import { issueText } from './issue-text';

/** Sets `value` at a path of keys and indices, making what lies between. */
function place(target: Record<PropertyKey, unknown>, path: readonly PropertyKey[], value: unknown): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    target[head] ??= value;
    return;
  }
  const inner = (target[head] ??= {}) as Record<PropertyKey, unknown>;
  place(inner, rest, value);
}

/** A resolver whose messages come from the text catalogue, never from zod. */
export function zodResolver<S extends z.ZodType<FieldValues, FieldValues>>(
  schema: S,
): Resolver<z.input<S>, unknown, z.output<S>> {
  return (values) => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors: Record<PropertyKey, unknown> = {};
    for (const issue of parsed.error.issues)
      place(errors, issue.path.length === 0 ? ['root'] : issue.path, { type: issue.code, message: issueText(issue) });
    return { values: {}, errors: errors as FieldErrors<z.input<S>> };
  };
}

/** A form of the schema's input; `handleSubmit` gives its output. */
export function useZodForm<S extends z.ZodType<FieldValues, FieldValues>>(
  schema: S,
  defaultValues: DefaultValues<z.input<S>>,
): UseFormReturn<z.input<S>, unknown, z.output<S>> {
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const resolver = useCallback(zodResolver(schema), [schema]);
  return useForm<z.input<S>, unknown, z.output<S>>({
    resolver,
    defaultValues,
    mode: 'onTouched',
    reValidateMode: 'onChange',
  });
}
