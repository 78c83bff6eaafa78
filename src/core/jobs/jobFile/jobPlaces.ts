import type { Node } from 'jsonc-parser';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';

import type { Span } from '../../coql/syntax.ts';

/** A text in a job file that names something, or says when: what an editor can help with. */
export interface JobPlace extends Span {
  readonly kind: 'connection' | 'database' | 'module' | 'field' | 'where' | 'cron' | 'timeZone';
  /** What stands between the quotes, whose inside is the span. */
  readonly text: string;
  /** Whether the file says it letter by letter, so that offsets in both are the same. */
  readonly isPlain: boolean;
  /** API name of the module that fields and conditions are of, as it is written. */
  readonly module: string | undefined;
}

/** The places of a job file in any state, even half-written. */
export function jobPlaces(text: string): readonly JobPlace[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (!root) return [];
  const at = (path: readonly (string | number)[], from = root): Node | undefined => findNodeAtLocation(from, [...path]);
  const place = (kind: JobPlace['kind'], node: Node | undefined, module?: string): JobPlace[] =>
    node?.type === 'string' ? [placeAt(kind, node, text, module)] : [];
  const modules = (at(['modules'])?.children ?? []).flatMap((entry) => {
    const name = at(['module'], entry);
    const module = stringOf(name);
    return [
      ...place('module', name),
      ...(at(['fields'], entry)?.children ?? []).flatMap((field) => place('field', field, module)),
      ...place('field', at(['orderBy', 'field'], entry), module),
      ...place('where', at(['where'], entry), module),
    ];
  });
  return [
    ...place('connection', at(['connection'])),
    ...modules,
    ...place('database', at(['to', 'database'])),
    ...place('cron', at(['schedule', 'cron'])),
    ...place('timeZone', at(['schedule', 'timeZone'])),
  ];
}

function placeAt(kind: JobPlace['kind'], node: Node, file: string, module: string | undefined): JobPlace {
  const [start, last] = [node.offset + 1, node.offset + node.length];
  const isClosed = node.length > 1 && file[last - 1] === '"';
  const end = isClosed ? last - 1 : last;
  const text = stringOf(node) ?? '';
  return { kind, start, end, text, isPlain: file.slice(start, end) === text, module };
}

function stringOf(node: Node | undefined): string | undefined {
  const value: unknown = node?.value;
  return typeof value === 'string' ? value : undefined;
}
