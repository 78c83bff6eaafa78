import type { ApiRoute } from '../api/route.ts';

export const recordsRoutes: readonly ApiRoute[] = [];
