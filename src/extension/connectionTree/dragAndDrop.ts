import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { Node } from './node.ts';

/** Private to this view: nothing can be dragged in or out. */
const mimeType = 'application/vnd.code.tree.zohocrm.connections';

/** Connections are put into groups by dragging them there, and out of them by dragging them to the empty part. */
export class ConnectionDragAndDrop implements vscode.TreeDragAndDropController<Node> {
  readonly dropMimeTypes = [mimeType];
  readonly dragMimeTypes = [mimeType];
  readonly #store: ConnectionStore;

  constructor(store: ConnectionStore) {
    this.#store = store;
  }

  handleDrag(nodes: readonly Node[], data: vscode.DataTransfer): void {
    const ids = nodes.filter((node) => node.kind === 'connection').map((node) => node.connection.id);
    if (ids.length > 0) data.set(mimeType, new vscode.DataTransferItem(ids));
  }

  async handleDrop(target: Node | undefined, data: vscode.DataTransfer): Promise<void> {
    const group = groupAt(target, this.#store);
    for (const id of draggedIds(data)) {
      if (this.#store.find(id)?.group !== group) await this.#store.update(id, { group });
    }
  }
}

/** The group that a row stands in, or is; undefined where there is none. */
function groupAt(target: Node | undefined, store: ConnectionStore): string | undefined {
  if (target?.kind === 'group') return target.name;
  return target?.connection && store.find(target.connection.id)?.group;
}

function draggedIds(data: vscode.DataTransfer): readonly string[] {
  const value: unknown = data.get(mimeType)?.value;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
