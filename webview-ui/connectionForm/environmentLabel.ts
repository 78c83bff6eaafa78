import type { Environment } from '../../src/core/model/connection.ts';
import { l10n } from '../l10n.ts';

export function environmentLabel(environment: Environment): string {
  switch (environment) {
    case 'production':
      return l10n.t('Production');
    case 'sandbox':
      return l10n.t('Sandbox');
    case 'developer':
      return l10n.t('Developer');
  }
}
