// Size and place of the window between starts: a small file, validated, and never trusted to be on a screen that exists.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** Pixels that scale with the screen (DIP). */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const MIN_WIDTH = 1024;
export const MIN_HEIGHT = 700;
const FIRST_WIDTH = 1440;
const FIRST_HEIGHT = 900;
const MAX_FILE_BYTES = 1024;
/** How much of the title bar must be on a screen for the window to be reachable. */
const REACHABLE = 100;

const position = z.number().int().min(-100_000).max(100_000);
const windowState = z
  .object({
    x: position,
    y: position,
    width: z.number().int().min(MIN_WIDTH).max(20_000),
    height: z.number().int().min(MIN_HEIGHT).max(20_000),
    maximized: z.boolean(),
  })
  .strict();
export type WindowState = z.output<typeof windowState>;

/** The remembered state; null when there is none or it is not one. A broken file is no error: it only says where a window was. */
export function readWindowState(file: string): WindowState | null {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.length > MAX_FILE_BYTES) return null;
    return windowState.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Writes beside the file and renames; throws what the file system throws. */
export function writeWindowState(file: string, state: WindowState): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, JSON.stringify(windowState.parse(state)), { mode: 0o600 });
  renameSync(temporary, file);
}

function reachable(state: WindowState, screen: Area): boolean {
  const across = Math.min(state.x + state.width, screen.x + screen.width) - Math.max(state.x, screen.x);
  return across >= REACHABLE && state.y >= screen.y && state.y <= screen.y + screen.height - REACHABLE;
}

/** Where the window opens: as remembered if that is reachable on a work area of today, else centred on the first. */
export function placeWindow(remembered: WindowState | null, workAreas: readonly Area[]): WindowState {
  if (remembered !== null && workAreas.some((area) => reachable(remembered, area))) return remembered;
  const area = workAreas[0] ?? { x: 0, y: 0, width: FIRST_WIDTH, height: FIRST_HEIGHT };
  const width = Math.max(MIN_WIDTH, Math.min(remembered?.width ?? FIRST_WIDTH, area.width));
  const height = Math.max(MIN_HEIGHT, Math.min(remembered?.height ?? FIRST_HEIGHT, area.height));
  return {
    x: area.x + Math.max(0, Math.round((area.width - width) / 2)),
    y: area.y + Math.max(0, Math.round((area.height - height) / 2)),
    width,
    height,
    maximized: remembered?.maximized ?? false,
  };
}
