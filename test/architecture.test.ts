import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

/**
 * Who may import whom: the import table of `src/README.md` as a test. The first rule whose `of` starts a file's path
 * holds for it. `may` names what the file may import besides its own part: paths below the project, `node:`, package
 * names, or `*` for any package.
 */
const rules: readonly {
  readonly of: string;
  readonly may: readonly string[];
  readonly typesOnly?: readonly string[];
}[] = [
  { of: 'src/core/util/', may: ['node:'] },
  { of: 'src/core/model/', may: ['node:', 'src/core/util/', 'src/core/errors.ts', 'src/core/ports.ts'] },
  { of: 'src/core/errors.ts', may: ['node:', 'src/core/util/', 'src/core/model/', 'src/core/ports.ts'] },
  { of: 'src/core/ports.ts', may: ['node:', 'src/core/util/', 'src/core/model/', 'src/core/errors.ts'] },
  { of: 'src/core/connections/', may: vocabulary() },
  { of: 'src/core/crm/', may: [...vocabulary(), 'undici'] },
  { of: 'src/core/timeZones/', may: ['src/core/model/', 'luxon'] },
  { of: 'src/core/coql/', may: ['src/core/model/'] },
  { of: 'src/core/metadata/', may: [...vocabulary(), 'src/core/crm/crmClient.ts'] },
  { of: 'src/core/targets/', may: [...vocabulary(), '*'] },
  {
    of: 'src/core/jobs/',
    may: [
      ...vocabulary(),
      'src/core/connections/',
      'src/core/metadata/',
      'src/core/timeZones/',
      'src/core/coql/',
      'src/core/crm/crmClient.ts',
      'src/core/crm/crmRecords.ts',
      'src/core/crm/crmSignIn.ts',
      'src/core/targets/dataTarget.ts',
      'src/core/targets/emptyLookups.ts',
      'src/core/targets/tablePlan.ts',
      'src/core/targets/writeOrder.ts',
      'src/core/targets/fileTarget.ts',
      'src/core/targets/csv/csvFormat.ts',
      'croner',
      'jsonc-parser',
      'yauzl',
      'zod',
    ],
  },
  { of: 'src/protocol/', may: ['src/core/model/'] },
  { of: 'src/extension/', may: ['src/core/', 'src/protocol/', 'vscode', 'node:'] },
  { of: 'src/cli/', may: ['src/core/', 'src/sampleOrg/start.ts', 'src/sampleOrg/options.ts', 'node:'] },
  { of: 'src/sampleOrg/', may: ['node:', '*'] },
  { of: 'webview-ui/controls/', may: ['@vscode/webview-ui-toolkit'] },
  {
    of: 'webview-ui/',
    may: ['src/protocol/', 'webview-ui/controls/', '@tanstack/virtual-core', '@dagrejs/dagre'],
    typesOnly: ['src/core/'],
  },
];

/** What every part of the core may use. */
function vocabulary(): string[] {
  return ['node:', 'src/core/util/', 'src/core/model/', 'src/core/errors.ts', 'src/core/ports.ts'];
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
}

const imports = globSync(['src/**/*.ts', 'webview-ui/**/*.ts'])
  .map((file) => file.replaceAll('\\', '/'))
  .flatMap(importsOf);

describe('the architecture', () => {
  it('has a rule for every source file', () => {
    const files = globSync(['src/**/*.ts', 'webview-ui/**/*.ts']).map((file) => file.replaceAll('\\', '/'));
    assert.deepEqual(
      files.filter((file) => !ruleOf(file)),
      [],
    );
  });

  it('keeps to the import table', () => {
    assert.deepEqual(imports.filter((each) => !isAllowed(each)).map(describeImport), []);
  });

  it('knows the editor in src/extension only', () => {
    const strangers = imports.filter((each) => each.to === 'vscode' && !each.from.startsWith('src/extension/'));
    assert.deepEqual(strangers.map(describeImport), []);
  });

  it('imports undici by sub-paths only, as its main entry changes the network of all extensions', () => {
    const wrong = imports.filter((each) => each.to === 'undici' && !each.isTypeOnly && !each.from.endsWith('.d.ts'));
    assert.deepEqual(wrong.map(describeImport), []);
  });

  it('has no barrel files and no parent folder that hides behind an index', () => {
    assert.deepEqual(globSync('{src,webview-ui}/**/index.ts'), []);
  });
});

function describeImport({ from, to }: Import): string {
  return `${from} → ${to}`;
}

function ruleOf(file: string) {
  return rules.find((rule) => file.startsWith(rule.of));
}

function isAllowed({ from, to, isTypeOnly }: Import): boolean {
  const rule = ruleOf(from);
  if (!rule) return false;
  const isOfProject = to.startsWith('src/') || to.startsWith('webview-ui/');
  if (isOfProject && ruleOf(to) === rule) return true;
  if (isTypeOnly && rule.typesOnly?.some((allowed) => to.startsWith(allowed))) return true;
  return rule.may.some((allowed) => {
    if (allowed === '*') return !isOfProject && to !== 'vscode';
    return to === allowed || to.startsWith(allowed.endsWith(':') || allowed.endsWith('/') ? allowed : `${allowed}/`);
  });
}

function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (specifier: string, isTypeOnly: boolean): void => {
    const to = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
    found.push({ from: file, to, isTypeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      if (specifier && ts.isStringLiteral(specifier)) add(specifier.text, false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) add(node.argument.literal.text, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
