export type { L10n } from '../core/ports.ts';
