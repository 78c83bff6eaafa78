import type { FieldChange, MetadataChange, Named } from '../../core/metadata/metadataDiff.ts';
import { unreadableText } from '../connectionTree/metadataText.ts';
import type { L10n } from '../l10n.ts';

export interface ChangeReportFacts {
  readonly connectionName: string;
  readonly organizationName: string;
  /** When the older metadata were read, in words; undefined when that is not known any more. */
  readonly before: string | undefined;
  /** When the newer ones were. */
  readonly after: string;
}

/** What changed, in Markdown: module by module in words, and then all of it as a diff. */
export function changeReport(changes: readonly MetadataChange[], facts: ChangeReportFacts, l10n: L10n): string {
  const modules = byModule(changes);
  const parts = [
    `# ${l10n.t('What changed in {0}', escaped(facts.connectionName))}`,
    introduction(changes.length, modules.length, facts, l10n),
    ...modules.map(([module, own]) => section(module, own, l10n)),
  ];
  if (changes.length > 0) {
    parts.push(`## ${l10n.t('As a diff')}`);
    parts.push(['```diff', ...modules.flatMap(([module, own]) => diffLines(module, own, l10n)), '```'].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

/** "3 changes in 2 modules". */
export function changeCount(changes: readonly MetadataChange[], l10n: L10n): string {
  const modules = byModule(changes).length;
  if (changes.length === 1) return l10n.t('1 change');
  if (modules === 1) return l10n.t('{0} changes in 1 module', changes.length);
  return l10n.t('{0} changes in {1} modules', changes.length, modules);
}

function introduction(changeCountNumber: number, moduleCount: number, facts: ChangeReportFacts, l10n: L10n): string {
  const organization = escaped(facts.organizationName);
  const compared =
    facts.before === undefined
      ? l10n.t('Metadata of {0}, read {1}.', organization, facts.after)
      : l10n.t('Metadata of {0}, read {1}, compared with those read {2}.', organization, facts.after, facts.before);
  if (changeCountNumber === 0) return `${compared}\n\n${l10n.t('Nothing has changed.')}`;
  const scope = l10n.t('Fields are compared for the modules that were looked into before.');
  const count = l10n.t('Changes: {0}. Modules: {1}.', changeCountNumber, moduleCount);
  return `${compared} ${scope}\n\n**${count}**`;
}

function section(module: Named, changes: readonly MetadataChange[], l10n: L10n): string {
  const lines = changes.map((each) => `- ${sentence(each, l10n)}`);
  return [`## ${title(module)}`, lines.join('\n')].join('\n\n');
}

function sentence(change: MetadataChange, l10n: L10n): string {
  switch (change.kind) {
    case 'moduleAdded':
      return l10n.t('The module is new.');
    case 'moduleRemoved':
      return l10n.t('The module is gone.');
    case 'moduleRenamed':
      return l10n.t('The module was called {0}.', title(change.before));
    case 'moduleReadability':
      if (change.unreadableBecause === undefined) return l10n.t('The module can be read now.');
      return l10n.t('The module can no longer be read: {0}.', unreadableText(change.unreadableBecause, l10n));
    default:
      return fieldSentence(change, l10n);
  }
}

function fieldSentence(change: FieldChange, l10n: L10n): string {
  const field = title(change.field);
  switch (change.kind) {
    case 'fieldAdded':
      return l10n.t('{0} is new: {1}.', field, code(change.type));
    case 'fieldRemoved':
      return l10n.t('{0} is gone; it was {1}.', field, code(change.type));
    case 'fieldRenamed':
      return l10n.t('{0} was called {1}.', field, title(change.before));
    case 'fieldType':
      return l10n.t('{0} is {1} now; it was {2}.', field, code(change.after), code(change.before));
    case 'fieldMandatory':
      return change.isMandatory ? l10n.t('{0} is mandatory now.', field) : l10n.t('{0} is no longer mandatory.', field);
    case 'fieldPickList':
      return l10n.t('The pick list of {0} has changed: {1}.', field, pickListWords(change, l10n));
  }
}

function pickListWords(change: FieldChange & { readonly kind: 'fieldPickList' }, l10n: L10n): string {
  const quoted = (values: readonly string[]): string => values.map((each) => `“${escaped(each)}”`).join(', ');
  const { added, removed, renamed } = change;
  return [
    ...(added.length > 0 ? [l10n.t('new {0}', quoted(added))] : []),
    ...(removed.length > 0 ? [l10n.t('gone {0}', quoted(removed))] : []),
    ...renamed.map(({ before, after }) => l10n.t('{0} was {1}', quoted([after]), quoted([before]))),
  ].join('; ');
}

/** Keys and not words: these lines are for comparing, copying and searching. */
function diffLines(module: Named, changes: readonly MetadataChange[], l10n: L10n): readonly string[] {
  return [`@@ ${module.apiName} @@`, ...changes.flatMap((each) => linesOf(each, l10n))].map(oneLine);
}

function linesOf(change: MetadataChange, l10n: L10n): readonly string[] {
  switch (change.kind) {
    case 'moduleAdded':
      return [`+ ${names(change.module)}`];
    case 'moduleRemoved':
      return [`- ${names(change.module)}`];
    case 'moduleRenamed':
      return [`- ${names(change.before)}`, `+ ${names(change.module)}`];
    case 'moduleReadability': {
      const { unreadableBecause: reason } = change;
      return reason === undefined
        ? [`+ ${l10n.t('readable')}`]
        : [`- ${l10n.t('readable')}`, `+ ${unreadableText(reason, l10n)}`];
    }
    default:
      return fieldLines(change, l10n);
  }
}

function fieldLines(change: FieldChange, l10n: L10n): readonly string[] {
  const { apiName } = change.field;
  switch (change.kind) {
    case 'fieldAdded':
      return [`+ ${names(change.field)}: ${change.type}`];
    case 'fieldRemoved':
      return [`- ${names(change.field)}: ${change.type}`];
    case 'fieldRenamed':
      return [`- ${names(change.before)}`, `+ ${names(change.field)}`];
    case 'fieldType':
      return [`- ${apiName}: ${change.before}`, `+ ${apiName}: ${change.after}`];
    case 'fieldMandatory': {
      const words = [l10n.t('optional'), l10n.t('mandatory')] as const;
      const [before, after] = change.isMandatory ? words : ([words[1], words[0]] as const);
      return [`- ${apiName}: ${before}`, `+ ${apiName}: ${after}`];
    }
    case 'fieldPickList':
      return [
        ...[...change.removed, ...change.renamed.map((each) => each.before)].map((each) => `- ${apiName} = ${each}`),
        ...[...change.added, ...change.renamed.map((each) => each.after)].map((each) => `+ ${apiName} = ${each}`),
      ];
  }
}

function byModule(changes: readonly MetadataChange[]): readonly (readonly [Named, readonly MetadataChange[]])[] {
  const groups = new Map<string, MetadataChange[]>();
  for (const change of changes) {
    const group = groups.get(change.module.apiName) ?? [];
    groups.set(change.module.apiName, [...group, change]);
  }
  return [...groups.values()].flatMap((group) => (group[0] ? [[group[0].module, group] as const] : []));
}

function names({ apiName, label }: Named): string {
  return label === apiName ? apiName : `${apiName} “${label}”`;
}

function title({ apiName, label }: Named): string {
  return label === apiName ? escaped(label) : `${escaped(label)} (${code(apiName)})`;
}

/** Texts of the organization are texts, whatever they look like. */
function escaped(text: string): string {
  return oneLine(text).replaceAll(/[\\`*_{}[\]()#+\-!|<>~&]/g, String.raw`\$&`);
}

function code(text: string): string {
  return `\`${oneLine(text).replaceAll('`', '’')}\``;
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
