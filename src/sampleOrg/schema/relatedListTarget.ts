import type { RelatedListDefinition } from './module.ts';

/** API name of the module whose records a related list shows. */
export function relatedListTarget({ source }: RelatedListDefinition): string {
  switch (source.kind) {
    case 'notes':
      return 'Notes';
    case 'attachments':
      return 'Attachments';
    case 'lookup':
      return source.module;
    case 'linking':
      return source.target;
  }
}
