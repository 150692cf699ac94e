// What the try before came to, in words.
import type { PromptView } from '../../shared/ipc/prompt-bridge';
import { promptTexts as texts } from './prompt-texts';

export function problemOf(view: PromptView): string | null {
  switch (view.kind) {
    case 'request':
    case 'approve':
    case 'deny':
      return view.problem === null ? null : texts.problems[view.problem];
    case 'new-password':
      return view.problem === null ? null : (texts.problems.rules[view.problem] ?? texts.problems.otherRule);
    case 'enrol-second-factor':
      return view.problem === null ? null : texts.problems.codeRefused;
    case 'recovery':
      return view.problem === null ? null : texts.problems.recovery[view.problem];
    case 'recovery-codes':
    case 'recovery-share':
      return null;
  }
}
