// Answers the native file dialogs of a console under test: what a person would pick. Everything behind them stays real.
import type { ElectronApplication } from 'playwright-core';

export interface DialogAnswers {
  /** Path that open dialogs give; null: cancelled. */
  readonly open: string | null;
  /** Path that save dialogs give; null: cancelled. */
  readonly save: string | null;
}

/** From now on, until the next call. */
export async function answerDialogs(app: ElectronApplication, answers: DialogAnswers): Promise<void> {
  await app.evaluate(({ dialog }, { open, save }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: open === null, filePaths: open === null ? [] : [open] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: save === null, filePath: save ?? '' });
  }, answers);
}
