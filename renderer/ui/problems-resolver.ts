// Lets react-hook-form show what a pure check found: problems by the path of their field, in the words of the text catalogue.
import { get, set, type FieldErrors, type FieldValues, type Resolver } from 'react-hook-form';

/**
 * `check` names each field that is wrong (`tags.0.key`) with a code; `words` says the code. A form without problems
 * submits its values as they are.
 */
export function problemsResolver<T extends FieldValues, P extends string>(
  check: (values: T) => Readonly<Partial<Record<string, P>>>,
  words: Readonly<Record<P, string>>,
): Resolver<T> {
  return (values) => {
    const errors: FieldErrors<T> = {};
    for (const [path, problem] of Object.entries(check(values)))
      if (problem !== undefined && get(errors, path) === undefined)
        set(errors, path, { type: problem, message: words[problem] });
    return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
  };
}
