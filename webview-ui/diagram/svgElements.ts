import type { SvgPart } from './drawing.ts';
import type { Palette } from './svgFile.ts';

const namespace = 'http://www.w3.org/2000/svg';

/** The part as an element of the page. */
export function svgElement({ tag, attributes, content }: SvgPart): SVGElement {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (typeof content === 'string') element.textContent = content;
  else element.append(...content.map(svgElement));
  return element;
}

/** How wide texts are in the page's own font; `bold` for a module's label. */
export function textMeasure(): (text: string, size: number, weight: 'bold' | 'normal') => number {
  const context = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  return (text, size, weight) => {
    if (!context) return text.length * size * 0.6;
    context.font = `${weight === 'bold' ? 600 : 400} ${size}px ${family}`;
    return context.measureText(text).width;
  };
}

/** The colors that the page has now: those of the editor's theme. */
export function currentPalette(): Palette {
  const style = getComputedStyle(document.body);
  const color = (...names: readonly string[]): string => {
    for (const name of names) {
      const value = style.getPropertyValue(name).trim();
      if (value !== '') return value;
    }
    return style.color;
  };
  return {
    background: color('--vscode-editor-background'),
    foreground: color('--vscode-foreground'),
    muted: color('--vscode-descriptionForeground'),
    box: color('--diagram-box'),
    border: color('--diagram-border'),
    line: color('--diagram-line'),
    standard: color('--diagram-standard'),
    custom: color('--diagram-custom'),
    linking: color('--diagram-linking'),
    subform: color('--diagram-subform'),
  };
}
