// The one place that touches `window.kmes`, the bridge the preload puts there.
import type { KmesBridge } from '../../shared/ipc/bridge';

declare global {
  interface Window {
    readonly kmes: KmesBridge;
  }
}

/** The bridge of this window. Asked for at each use, so that tests can put a scripted one there first. */
export function bridge(): KmesBridge {
  return window.kmes;
}
