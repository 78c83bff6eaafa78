import type { Connection } from '../../core/model/connection.ts';
import type { DatabaseConnection } from '../../core/model/databaseConnection.ts';
import type { Field, Module, RelatedList } from '../../core/model/metadata.ts';
import type { ModuleGroup } from './groupModules.ts';
import { groupOf } from './groupModules.ts';

/** What a row of the tree stands for. Plain data: the row's looks are in `treeItem.ts`, its children in `children.ts`. */
export type Node =
  | ConnectionGroupNode
  | ConnectionNode
  | PartNode
  | ModuleGroupNode
  | ModuleNode
  | MemberNode
  | NoteNode
  | DatabasesNode
  | DatabaseNode;

/** Connections that the user put together. */
export interface ConnectionGroupNode {
  readonly kind: 'group';
  readonly name: string;
  readonly connection?: undefined;
}

export interface ConnectionNode {
  readonly kind: 'connection';
  readonly connection: Connection;
}

/** What every connection has below it, in this order. */
export interface PartNode {
  readonly kind: 'timeZone' | 'metadataCache' | 'modules';
  readonly connection: Connection;
}

export interface ModuleGroupNode {
  readonly kind: 'moduleGroup';
  readonly connection: Connection;
  readonly group: ModuleGroup;
  readonly modules: readonly Module[];
}

export interface ModuleNode {
  readonly kind: 'module';
  readonly connection: Connection;
  readonly module: Module;
}

/** What a module has below it. */
export type MemberNode = {
  readonly connection: Connection;
  readonly module: Module;
} & (
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'relatedLists'; readonly relatedLists: readonly RelatedList[] }
  | { readonly kind: 'relatedList'; readonly relatedList: RelatedList }
);

/** A row that says why there is nothing here, or nothing new, and offers the way out. */
export interface NoteNode {
  readonly kind: 'note';
  readonly connection: Connection;
  /** The module below which it stands; undefined below **Modules**. */
  readonly module: Module | undefined;
  /** One line. */
  readonly message: string;
  /** The whole story, for the tooltip. */
  readonly detail: string;
  /** What a click does; undefined where nothing helps. */
  readonly remedy: 'signIn' | 'tryAgain' | undefined;
}

/** What stands above the connections to databases, once there is one. */
export interface DatabasesNode {
  readonly kind: 'databases';
  readonly connection?: undefined;
}

export interface DatabaseNode {
  readonly kind: 'database';
  readonly database: DatabaseConnection;
  readonly connection?: undefined;
}

/** Unique in the whole tree, and the same through renames and refreshes, so that the tree keeps its state. */
export function nodeId(node: Node): string {
  switch (node.kind) {
    case 'group':
      return `group:${node.name}`;
    case 'connection':
    case 'timeZone':
    case 'metadataCache':
    case 'modules':
      return `${node.kind}:${node.connection.id}`;
    case 'moduleGroup':
      return `moduleGroup:${node.connection.id}/${node.group}`;
    case 'module':
    case 'fields':
    case 'relatedLists':
      return `${node.kind}:${node.connection.id}/${node.module.apiName}`;
    case 'field':
      return `field:${node.connection.id}/${node.module.apiName}/${node.field.apiName}`;
    case 'relatedList':
      return `relatedList:${node.connection.id}/${node.module.apiName}/${node.relatedList.apiName}`;
    case 'note':
      return `note:${node.connection.id}/${node.module?.apiName ?? ''}`;
    case 'databases':
      return 'databases';
    case 'database':
      return `database:${node.database.id}`;
  }
}

/** The node below which this one stands: enough of it to find the real one by its id. Undefined at the top. */
export function parentOf(node: Node): Node | undefined {
  switch (node.kind) {
    case 'group':
    case 'databases':
      return undefined;
    case 'database':
      return { kind: 'databases' };
    case 'connection':
      return node.connection.group === undefined ? undefined : { kind: 'group', name: node.connection.group };
    case 'timeZone':
    case 'metadataCache':
    case 'modules':
      return { kind: 'connection', connection: node.connection };
    case 'moduleGroup':
      return { kind: 'modules', connection: node.connection };
    case 'module':
      return { kind: 'moduleGroup', connection: node.connection, group: groupOf(node.module), modules: [] };
    case 'fields':
    case 'relatedLists':
      return { kind: 'module', connection: node.connection, module: node.module };
    case 'field':
      return { kind: 'fields', connection: node.connection, module: node.module, fields: [] };
    case 'relatedList':
      return { kind: 'relatedLists', connection: node.connection, module: node.module, relatedLists: [] };
    case 'note':
      return node.module
        ? { kind: 'module', connection: node.connection, module: node.module }
        : { kind: 'modules', connection: node.connection };
  }
}
