import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import { founder, instant, requiredModule } from './parameters.ts';

/** Tags that one module can have. */
const allowedCount = 100;

/** GET /settings/tags?module= (zoho-api.md section 4.22); 204 for a module without any. */
export function answerTags(call: ApiCall): Reply {
  const module = requiredModule(call, 'param');
  const tags = call.org.schema.settings.tags.filter((tag) => tag.module === module.apiName);
  if (tags.length === 0) return empty(204);
  return json(200, {
    tags: tags.map((tag) => ({
      id: tag.id,
      name: tag.name,
      color_code: tag.colorCode,
      created_time: instant(call, tag.createdAt),
      modified_time: instant(call, tag.createdAt),
      created_by: founder(call),
      modified_by: founder(call),
    })),
    info: { count: tags.length, allowed_count: allowedCount },
  });
}
