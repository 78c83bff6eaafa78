import type { ApiRoute } from '../api/route.ts';

export const bulkRoutes: readonly ApiRoute[] = [];
