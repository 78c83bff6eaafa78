import * as vscode from 'vscode';

import { formatDocument } from '../../core/coql/format.ts';
import { hoverAt } from '../../core/coql/hover.ts';
import { outlineOf } from '../../core/coql/outline.ts';
import { signatureAt } from '../../core/coql/signature.ts';
import { rangeOf } from '../rangeOf.ts';
import { hoverText } from './nameText.ts';
import type { QueryDocuments } from './queryDocuments.ts';
import { coqlLanguage } from './queryDocuments.ts';

/** What the editor asks of a language besides completion and fixes. */
export function registerLanguage(documents: QueryDocuments): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(coqlLanguage, hovers(documents)),
    vscode.languages.registerSignatureHelpProvider(coqlLanguage, signatures(documents), '('),
    vscode.languages.registerDocumentFormattingEditProvider(coqlLanguage, formatting(documents)),
    vscode.languages.registerDocumentSymbolProvider(coqlLanguage, symbols(documents)),
  );
}

function hovers(documents: QueryDocuments): vscode.HoverProvider {
  return {
    provideHover: async (document, position) => {
      const { parsed, metadata } = documents.contextOf(document);
      const find = () => hoverAt(parsed, document.offsetAt(position), metadata);
      if (!find()) await metadata.pending();
      const facts = find();
      if (!facts) return undefined;
      return new vscode.Hover(new vscode.MarkdownString(hoverText(facts, vscode.l10n)), rangeOf(document, facts.span));
    },
  };
}

function signatures(documents: QueryDocuments): vscode.SignatureHelpProvider {
  return {
    provideSignatureHelp: (document, position) => {
      const facts = signatureAt(documents.parsed(document), document.offsetAt(position));
      if (!facts) return undefined;
      const signature = new vscode.SignatureInformation(`${facts.name}(${facts.argument})`, facts.summary);
      signature.parameters = [new vscode.ParameterInformation(facts.argument)];
      return Object.assign(new vscode.SignatureHelp(), {
        signatures: [signature],
        activeSignature: 0,
        activeParameter: 0,
      });
    },
  };
}

function formatting(documents: QueryDocuments): vscode.DocumentFormattingEditProvider {
  return {
    provideDocumentFormattingEdits: (document) => {
      const [written, formatted] = [document.getText(), formatDocument(documents.parsed(document))];
      if (formatted === written) return [];
      return [vscode.TextEdit.replace(rangeOf(document, { start: 0, end: written.length }), formatted)];
    },
  };
}

function symbols(documents: QueryDocuments): vscode.DocumentSymbolProvider {
  return {
    provideDocumentSymbols: (document) =>
      outlineOf(documents.parsed(document)).map(({ module, columns, target, ...span }) => {
        const name = module ?? vscode.l10n.t('Query');
        const [whole, selected] = [rangeOf(document, span), rangeOf(document, target)];
        return new vscode.DocumentSymbol(name, columns.join(', '), vscode.SymbolKind.Function, whole, selected);
      }),
  };
}
