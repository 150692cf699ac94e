// What a printed document may use: its own styles, and the fonts of the window under names of their own.
import type { PageFiles } from './page-files';

/** Styles and fonts of this very document; no script, no image, no request, whatever stands in it. */
export function printPolicy(nonce: string): string {
  return `default-src 'none'; style-src 'nonce-${nonce}'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin`;
}

/** The fonts of the window under names of their own, one for each alphabet, and the two lists of them that records use. */
export function fontStyle(pages: PageFiles): string {
  const faces = [...pages.keys()].flatMap((path) => {
    const name = /\/((inter|jetbrains-mono)-.*-wght-normal)[^/]*\.woff2$/.exec(path);
    return name === null ? [] : [{ path, family: name[1] ?? '', font: name[2] ?? '' }];
  });
  const latinFirst = (font: string): string =>
    faces
      .filter((face) => face.font === font)
      .sort((a, b) => Number(b.family.includes('-latin-wght')) - Number(a.family.includes('-latin-wght')))
      .map(({ family }) => `'${family}'`)
      .join(',');
  return [
    ...faces.map(
      ({ path, family }) =>
        `@font-face{font-family:'${family}';src:url('${path}') format('woff2');font-weight:100 900;font-display:swap}`,
    ),
    // Asked for at once, so that they are there when the page has loaded: nothing waits for a font that is found missing later.
    ...faces.map(({ family }, index) => `.font${String(index)}{font-family:'${family}'}`),
    '.fonts{position:absolute;height:0;overflow:hidden;visibility:hidden}',
    `:root{--text-font:${latinFirst('inter')};--code-font:${latinFirst('jetbrains-mono')}}`,
  ].join('');
}
