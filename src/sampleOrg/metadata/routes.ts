import type { ApiRoute } from '../api/route.ts';

export const metadataRoutes: readonly ApiRoute[] = [];
