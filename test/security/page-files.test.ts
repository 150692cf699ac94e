// Which file a URL of the app scheme may mean: a list made at start, nothing computed.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPageFile, listPageFiles, type PageFiles } from '../../electron/shell/page-files';
import { servePage } from '../../electron/shell/page-protocol';

let folder: string;
let files: PageFiles;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kmes-page-files-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  mkdirSync(join(folder, 'renderer-secret'));
  writeFileSync(join(folder, 'package.json'), '{}');
  writeFileSync(join(folder, 'outside.js'), 'secret');
  writeFileSync(join(folder, 'renderer-secret', 'a.js'), 'secret');
  const page = '<!doctype html><script type="module" src="./assets/main-1a.js"></script>';
  writeFileSync(join(folder, 'renderer', 'index.html'), page);
  writeFileSync(join(folder, 'renderer', 'assets', 'main-1a.js'), 'export {}');
  writeFileSync(join(folder, 'renderer', 'assets', 'main-1a.js.map'), '{}');
  writeFileSync(join(folder, 'renderer', '.env'), 'x');
  symlinkSync(join(folder, 'outside.js'), join(folder, 'renderer', 'assets', 'link.js'));
  symlinkSync(folder, join(folder, 'renderer', 'up'));
  files = listPageFiles(join(folder, 'renderer'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the list of page files', () => {
  it('holds plain files of known kinds and neither links, source maps nor dot files', () => {
    expect([...files.keys()].sort()).toEqual(['/assets/main-1a.js', '/index.html']);
  });
});

describe('a URL', () => {
  it('of a listed file finds it, and the root finds the document', () => {
    expect(findPageFile(files, 'GET', 'app://console/')).toBe(join(folder, 'renderer', 'index.html'));
    expect(findPageFile(files, 'GET', 'app://console/#/keys')).toBe(join(folder, 'renderer', 'index.html'));
    expect(findPageFile(files, 'GET', 'app://console/assets/main-1a.js')).toContain('main-1a.js');
  });

  it.each([
    'app://console/../package.json',
    'app://console/../outside.js',
    'app://console/../renderer-secret/a.js',
    'app://console/%2e%2e/outside.js',
    'app://console/%2e%2e%2foutside.js',
    'app://console/..%2Foutside.js',
    'app://console/..%5coutside.js',
    'app://console/..\\outside.js',
    'app://console/assets/..%2f..%2foutside.js',
    'app://console/%252e%252e%252foutside.js',
    'app://console/assets/main-1a.js%00.png',
    'app://console/assets/main-1a.js\0',
    'app://console/assets//main-1a.js',
    'app://console//assets/main-1a.js',
    'app://console/assets/main-1a.js?x=1',
    'app://console/assets/',
    'app://console/assets/link.js',
    'app://console/up/outside.js',
    'app://console/.env',
    'app://console/assets/main-1a.js.map',
    'app://console:80/index.html',
    'app://user@console/index.html',
    'app://other/index.html',
    'app:///index.html',
    'file:///index.html',
    'https://console/index.html',
    'index.html',
    '',
  ])('outside the list finds nothing: %j', (url) => {
    expect(findPageFile(files, 'GET', url)).toBeNull();
  });

  it.each(['HEAD', 'POST', 'PUT', 'OPTIONS', 'get'])('asked for with %s finds nothing', (method) => {
    expect(findPageFile(files, method, 'app://console/index.html')).toBeNull();
  });
});

describe('the answer', () => {
  it('puts the nonce of the header on every script of the document', async () => {
    const answer = await servePage(files, { method: 'GET', url: 'app://console/' });
    const nonce = /script-src 'nonce-([^']+)'/.exec(answer.headers.get('Content-Security-Policy') ?? '')?.[1];
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(await answer.text()).toContain(`<script nonce="${nonce ?? ''}" type="module"`);
  });

  it('for what is not listed is an empty 404 that says nothing of the disk', async () => {
    const answer = await servePage(files, { method: 'GET', url: 'app://console/../outside.js' });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
  });
});
