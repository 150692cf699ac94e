// The production build: main-process entries as ES modules, the preload as one CommonJS file for the sandbox, and the window's page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { ipcEvents, ipcTable } from './shared/ipc/table';

const root = import.meta.dirname;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  devDependencies: { electron: string };
};

/** Each becomes `out/main/<name>.js`. */
const mainEntries = ['main', 'hsm-host', 'kms-simulator', 'demo'];

const versions = {
  __ELECTRON_VERSION__: JSON.stringify(manifest.devDependencies.electron),
  __APP_VERSION__: JSON.stringify(manifest.version),
};

export default defineConfig({
  main: {
    define: versions,
    build: {
      outDir: 'out/main',
      // Made of hundreds of small files, of which the console needs few: as one file with only those they load in a fraction of the time.
      externalizeDeps: { exclude: ['csv-parse', 'csv-stringify', 'date-fns', 'kysely', 'otpauth', 'qrcode', 'zod'] },
      // Electron 33's Node, the oldest runtime the console starts on.
      target: 'node20.18',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(mainEntries.map((name) => [name, join(root, 'electron', `${name}.ts`)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
      },
    },
  },
  preload: {
    define: {
      ...versions,
      __IPC_CALLS__: JSON.stringify(Object.keys(ipcTable)),
      __IPC_EVENTS__: JSON.stringify(Object.keys(ipcEvents)),
    },
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      minify: false,
      // A sandboxed preload can require nothing but electron: everything else is bundled.
      externalizeDeps: false,
      rolldownOptions: {
        // The two share no module, so that each becomes one file.
        input: {
          preload: join(root, 'electron', 'preload.ts'),
          'prompt-preload': join(root, 'electron', 'prompt-preload.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    // Stands on every script and style sheet; replaced in each response by a fresh one.
    html: { cspNonce: '__CSP_NONCE__' },
    define: { __APP_VERSION__: versions.__APP_VERSION__ },
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      // The page is read and compiled at each start: half the text takes half the time.
      minify: true,
      // The page's policy allows no data: scripts and no inline modules, so nothing is inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { index: join(root, 'renderer', 'index.html'), prompt: join(root, 'renderer', 'prompt.html') },
      },
    },
  },
});
