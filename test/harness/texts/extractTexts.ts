import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { rootFolder } from '../paths.ts';

export interface ExtractedTexts {
  /** Each text once, in alphabetical order. */
  readonly texts: readonly string[];
  /** Calls whose text is not written out, `file:line`: nobody could translate those. */
  readonly unreadable: readonly string[];
}

/** The English texts of the editor and of its pages: whatever is handed to `l10n.t`. */
export function extractTexts(): ExtractedTexts {
  const files = globSync('{src/core,src/extension,webview-ui}/**/*.ts', { cwd: rootFolder }).sort();
  const found = files.map((file) => textsOf(file, readFileSync(path.join(rootFolder, file), 'utf8')));
  return {
    texts: [...new Set(found.flatMap((each) => each.texts))].sort(),
    unreadable: found.flatMap((each) => each.unreadable),
  };
}

/** The same for one file's content. */
export function textsOf(file: string, content: string): ExtractedTexts {
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const unreadable: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      const [text] = node.arguments;
      if (text && ts.isStringLiteralLike(text)) texts.push(text.text);
      else unreadable.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { texts, unreadable };
}

/** `l10n.t`, `vscode.l10n.t`, `this.#l10n.t`, `parts.l10n.t` */
function isTranslation(called: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(called) || called.name.text !== 't') return false;
  const owner = called.expression;
  const name = ts.isPropertyAccessExpression(owner) ? owner.name.text : ts.isIdentifier(owner) ? owner.text : '';
  return name === 'l10n' || name === '#l10n';
}
