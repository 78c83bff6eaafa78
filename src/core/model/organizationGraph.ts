/** What a picture of an organization is made of: its modules, and how their records point to each other. */
export interface OrganizationGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** `users` is the one node for the people that records belong to; the CRM does not list it among the modules. */
export const graphGroups = ['standard', 'custom', 'linking', 'subform', 'users'] as const;
export type GraphGroup = (typeof graphGroups)[number];

export interface GraphNode {
  /** The module's; unique in the graph. */
  readonly apiName: string;
  readonly label: string;
  readonly group: GraphGroup;
  readonly isReadable: boolean;
  /** How many fields it has; undefined as long as nobody has looked into it, so that its links are unknown, too. */
  readonly fieldCount: number | undefined;
}

/** `lookup`: a field of `from` points to `to`. `subform`: rows of `to` are part of `from`. */
export const graphEdgeKinds = ['lookup', 'subform', 'manyToMany'] as const;
export type GraphEdgeKind = (typeof graphEdgeKinds)[number];

export interface GraphEdge {
  readonly kind: GraphEdgeKind;
  /** API name of a node; so is `to`. */
  readonly from: string;
  readonly to: string;
  /** What makes the link: fields, or for many-to-many the related list. Never empty. */
  readonly fields: readonly GraphField[];
  /** The CRM gave it to every module (owner, created by, notes of anything): it says nothing about this organization. */
  readonly isSystem: boolean;
  /** API name of the node that pairs the two, for many-to-many. */
  readonly via?: string;
}

export interface GraphField {
  readonly apiName: string;
  readonly label: string;
}
