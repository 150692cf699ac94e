// What each error means to a person: what happened, and what to do now. Whether anything was changed comes from its certainty.
import type { ErrorCode, ErrorFacts } from '../../../shared/errors';
import { hsmErrorTexts } from './errors-hsm';
import { kmsErrorTexts } from './errors-kms';
import { peopleErrorTexts } from './errors-people';
import { storeErrorTexts } from './errors-store';

export interface ErrorWording {
  /** One sentence, present or past tense, without blame. */
  readonly happened: (facts: ErrorFacts) => string;
  /** What the person can do now. */
  readonly todo: (facts: ErrorFacts) => string;
}

/** Every code has its words: a code without them does not compile. */
export const errorTexts: Readonly<Record<ErrorCode, ErrorWording>> = {
  ...peopleErrorTexts,
  ...hsmErrorTexts,
  ...kmsErrorTexts,
  ...storeErrorTexts,
};
