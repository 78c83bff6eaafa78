import type { ApiRoute } from '../api/route.ts';

export const coqlRoutes: readonly ApiRoute[] = [];
