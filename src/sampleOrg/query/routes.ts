import type { ApiRoute } from '../api/route.ts';

export const queryRoutes: readonly ApiRoute[] = [];
