import type { ApiRoute } from '../api/route.ts';
import { recordScopes } from '../records/moduleAccess.ts';
import { countRecords } from './count.ts';
import { searchRecords } from './search.ts';

const searchScope = ['ZohoSearch.securesearch.READ'];

const scopes: ApiRoute['scopes'] = (call) => [...recordScopes('READ')(call), searchScope];

/** Search and count (zoho-api.md sections 3, 4.9, 4.10). */
export const queryRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/:module/search', scopes, handle: searchRecords },
  { method: 'GET', path: '/:module/actions/count', scopes, handle: countRecords },
];
