import type { HttpRequest, Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';

// Scaffolding until the control endpoint is written.
export class ControlSite {
  constructor(_parts: unknown) {
    void _parts;
  }
  owns(path: string): boolean {
    return path.startsWith('/__sample/');
  }
  answer(_request: HttpRequest): Promise<Reply> {
    void _request;
    return Promise.resolve(json(404, {}));
  }
}
