import type { Field, Module, ModuleDetails, ModuleKind } from '../model/metadata.ts';
import type {
  GraphEdge,
  GraphEdgeKind,
  GraphField,
  GraphGroup,
  GraphNode,
  OrganizationGraph,
} from '../model/organizationGraph.ts';

/** A module with its details where somebody looked into it: what the metadata cache keeps. */
export interface KnownModule {
  readonly module: Module;
  readonly details: ModuleDetails | undefined;
}

/** API name of the node for people. */
export const usersNode = 'Users';

/** A lookup of the CRM's own that may point to more modules than this points to anything, as that of notes does. */
const mostTargets = 10;

/**
 * Modules and the links between them, in the order of the modules. Modules that cannot be read are there if something
 * links to them. `usersLabel` is what people call the node for the organization's users.
 */
export function organizationGraph(known: readonly KnownModule[], usersLabel: string): OrganizationGraph {
  const names = new Set(known.map((each) => each.module.apiName));
  const links = new Links(names);
  // Related lists come first: they tell more of a pair than the fields of metadata that were read by older versions.
  for (const { module, details } of known) {
    for (const list of details?.relatedLists ?? []) {
      if (list.module === undefined || list.linkingModule === undefined) continue;
      links.addPair(module.apiName, list.module, list, list.linkingModule);
    }
  }
  for (const { module, details } of known) for (const field of details?.fields ?? []) addField(links, module, field);
  const edges = links.edges();
  const linked = new Set(edges.flatMap((each) => [each.from, each.to, ...(each.via === undefined ? [] : [each.via])]));
  const nodes = known.filter(({ module }) => module.isReadable || linked.has(module.apiName)).map(nodeOf);
  const users = linked.has(usersNode) && !names.has(usersNode) ? [usersNodeOf(usersLabel)] : [];
  return { nodes: [...nodes, ...users], edges };
}

/** Of which modules fields could be read, but have not been: their links are missing from the graph. */
export function unreadModules(known: readonly KnownModule[]): readonly string[] {
  return known.filter(({ module, details }) => module.isReadable && !details).map(({ module }) => module.apiName);
}

function nodeOf({ module, details }: KnownModule): GraphNode {
  const { apiName, label, kind, isReadable } = module;
  return { apiName, label, group: groupOfKind[kind], isReadable, fieldCount: details?.fields.length };
}

function usersNodeOf(label: string): GraphNode {
  return { apiName: usersNode, label, group: 'users', isReadable: false, fieldCount: undefined };
}

const groupOfKind: Readonly<Record<ModuleKind, GraphGroup>> = {
  standard: 'standard',
  custom: 'custom',
  linking: 'linking',
  subform: 'subform',
  other: 'standard',
};

function addField(links: Links, module: Module, field: Field): void {
  const { apiName: from } = module;
  switch (field.type) {
    case 'subform':
      if (field.subformModule !== undefined) links.add('subform', from, field.subformModule, field, false);
      return;
    case 'multiLookup':
      for (const to of targetsOf(field)) links.addPair(from, to, field, field.linking?.module);
      return;
    case 'userLookup':
      links.add('lookup', from, usersNode, field, !field.isCustom);
      return;
    case 'lookup': {
      // A row's way back to the record that it is part of: the subform's own link says it already.
      const isWayBack = module.kind === 'subform' && field.lookupModules.every((each) => each === module.parentModule);
      const isSystem = !field.isCustom && field.lookupModules.length >= mostTargets;
      if (!isWayBack) for (const to of field.lookupModules) links.add('lookup', from, to, field, isSystem);
      return;
    }
    default:
      return;
  }
}

/** Of a lookup; those that name no module point to people. */
function targetsOf({ lookupModules }: Field): readonly string[] {
  return lookupModules.length > 0 ? lookupModules : [usersNode];
}

/** Collects links; several fields that say the same become one link with several fields. */
class Links {
  readonly #names: ReadonlySet<string>;
  readonly #edges = new Map<string, GraphEdge>();

  constructor(names: ReadonlySet<string>) {
    this.#names = names;
  }

  edges(): readonly GraphEdge[] {
    return [...this.#edges.values()];
  }

  add(kind: GraphEdgeKind, from: string, to: string, { apiName, label }: GraphField, isSystem: boolean): void {
    if (!this.#names.has(to) && to !== usersNode) return;
    const key = [kind, from, to, isSystem].join(' ');
    const fields = [...(this.#edges.get(key)?.fields ?? []), { apiName, label }];
    this.#edges.set(key, { kind, from, to, fields, isSystem });
  }

  /** Both modules tell of the pair; the first one's words are taken. */
  addPair(from: string, to: string, { apiName, label }: GraphField, linkingModule: string | undefined): void {
    if (!this.#names.has(to) && to !== usersNode) return;
    const via = linkingModule !== undefined && this.#names.has(linkingModule) ? linkingModule : undefined;
    const ends = ['manyToMany', ...[from, to].sort(), ''].join(' ');
    const isKnown = via === undefined && [...this.#edges.keys()].some((key) => key.startsWith(ends));
    if (isKnown || this.#edges.has(`${ends}${via ?? ''}`)) return;
    const edge = { kind: 'manyToMany', from, to, fields: [{ apiName, label }], isSystem: false } as const;
    this.#edges.set(`${ends}${via ?? ''}`, via === undefined ? edge : { ...edge, via });
  }
}
