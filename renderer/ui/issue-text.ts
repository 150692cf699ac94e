// Why a field is refused, from the kind of zod's issue and the text catalogue.
import type { z } from 'zod';
import { text } from '../text/text';

/** A custom issue (refine with `{ message }` or `params`) may bring its own text from the catalogue. */
export function issueText(issue: z.core.$ZodIssue): string {
  const words = text.common.field;
  switch (issue.code) {
    case 'too_small': {
      const least = Number(issue.minimum);
      if (issue.origin === 'string') return words.tooShort(least);
      if (issue.origin === 'array' || issue.origin === 'set') return words.tooFew(least);
      return words.tooSmall(least);
    }
    case 'too_big': {
      const most = Number(issue.maximum);
      if (issue.origin === 'string') return words.tooLong(most);
      if (issue.origin === 'array' || issue.origin === 'set') return words.tooMany(most);
      return words.tooLarge(most);
    }
    case 'invalid_type':
      if (issue.expected === 'number' || issue.expected === 'int') return words.notANumber;
      return issue.input === undefined || issue.input === null ? words.empty : words.invalid;
    case 'custom':
      return issue.message === '' || issue.message === 'Invalid input' ? words.invalid : issue.message;
    default:
      return words.invalid;
  }
}
