// Questions and answers of one prompt window: the page takes the next view when it is ready, and answers it once.
import type { PromptAnswer, PromptView } from '../../shared/ipc/prompt-bridge';

export interface PageAsker {
  /** Shows a view; null once the window is closed. */
  ask(view: PromptView): Promise<PromptAnswer | null>;
  /** The page asks for what to draw. */
  next(): Promise<PromptView | null>;
  answer(answer: PromptAnswer): void;
  /** The window is closed: whatever waits gets null. */
  end(): void;
}

export function askPage(): PageAsker {
  let ended = false;
  let shown: PromptView | null = null;
  /** A view that the page has not taken yet. */
  let waiting: PromptView | null = null;
  let taker: ((view: PromptView | null) => void) | null = null;
  let asker: ((answer: PromptAnswer | null) => void) | null = null;

  return {
    ask(view) {
      if (ended) return Promise.resolve(null);
      shown = view;
      if (taker === null) waiting = view;
      else taker(view);
      taker = null;
      return new Promise((done) => {
        asker = done;
      });
    },
    next() {
      if (ended) return Promise.resolve(null);
      // A page that was loaded again gets what stands open.
      const view = waiting ?? (asker === null ? null : shown);
      waiting = null;
      if (view !== null) return Promise.resolve(view);
      return new Promise((done) => {
        taker?.(null);
        taker = done;
      });
    },
    answer(answer) {
      const answered = asker;
      asker = null;
      shown = null;
      answered?.(answer);
    },
    end() {
      ended = true;
      shown = null;
      waiting = null;
      asker?.(null);
      taker?.(null);
      asker = null;
      taker = null;
    },
  };
}
