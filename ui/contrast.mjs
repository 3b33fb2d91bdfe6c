// Reads the colours of themes/tokens.css and computes WCAG contrast.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Pairs that must keep a ratio: text on what it is read on (4.5), and marks, edges and focus rings (3). */
export const pairs = [
  { front: 'ink', back: 'ground', least: 7 },
  { front: 'ink', back: 'chip', least: 4.5 },
  { front: 'head', back: 'ground', least: 4.5 },
  { front: 'head', back: 'chip', least: 4.5 },
  { front: 'link', back: 'ground', least: 4.5 },
  { front: 'link', back: 'chip', least: 4.5 },
  { front: 'button-ink', back: 'button', least: 4.5 },
  { front: 'button', back: 'ground', least: 3 },
  { front: 'button', back: 'chip', least: 3 },
  { front: 'mark', back: 'ground', least: 3 },
];

/** WCAG 2 relative luminance of `#rrggbb`. https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
export function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** {sun: {ground: '#…', …}, …} of one piece of style sheet. */
function fields_of(css) {
  const fields = {};
  for (const [, name, body] of css.matchAll(/\.field--([a-z]+)[^{}]*\{([^}]*)\}/g)) {
    fields[name] = Object.fromEntries([...body.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)].map(([, key, value]) => [key, value]));
  }
  return fields;
}

/** The fields of a token file: {light: {sun: {…}}, dark: {…}}. */
export function read_fields(css) {
  const start = css.indexOf('@media (prefers-color-scheme: dark)');
  const end = css.indexOf('\n}\n', start) + 3;
  return { light: fields_of(css.slice(0, start) + css.slice(end)), dark: fields_of(css.slice(start, end)) };
}

/** A sentence for each pair that is missing or keeps too little contrast. */
export function breaches(schemes) {
  const found = [];
  for (const [scheme, fields] of Object.entries(schemes)) {
    for (const [field, colours] of Object.entries(fields)) {
      for (const { front, back, least } of pairs) {
        const ratio = colours[front] && colours[back] ? contrast(colours[front], colours[back]) : 0;
        if (ratio < least) found.push(`${scheme}, field--${field}: ${front} on ${back} is ${ratio.toFixed(2)}, at least ${least} is needed`);
      }
    }
  }
  return found;
}

export const token_file = () => readFileSync(fileURLToPath(new URL('../themes/tokens.css', import.meta.url)), 'utf8');
