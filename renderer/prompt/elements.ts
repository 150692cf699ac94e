// Makes elements out of text alone: nothing of a view is ever read as markup.
type Attributes = Readonly<Record<string, string | number | boolean>>;

/** `true` writes the bare attribute, `false` leaves it out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(attribute, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

const svgNamespace = 'http://www.w3.org/2000/svg';
/** Four modules of quiet zone (ISO/IEC 18004). */
const quiet = 4;

/** Dark modules as one path; `rows` hold `1` for a dark one. */
export function qrCode(rows: readonly string[], label: string): SVGSVGElement {
  const size = rows.length + 2 * quiet;
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('class', 'qr');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  svg.setAttribute('shape-rendering', 'crispEdges');
  const path = document.createElementNS(svgNamespace, 'path');
  const dark = rows.flatMap((row, y) =>
    Array.from(row).flatMap((module, x) => (module === '1' ? [`M${x + quiet} ${y + quiet}h1v1h-1z`] : [])),
  );
  path.setAttribute('d', dark.join(''));
  path.setAttribute('fill', '#000000');
  svg.append(path);
  return svg;
}
