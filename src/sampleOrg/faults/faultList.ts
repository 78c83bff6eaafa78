import type { HttpRequest } from '../http/exchange.ts';
import type { Fault, Faults } from './fault.ts';

// Scaffolding until faults are written.
export class FaultList implements Faults {
  static fromFile(_path: string | undefined): Promise<FaultList> {
    void _path;
    return Promise.resolve(new FaultList());
  }
  pick(_request: HttpRequest): Fault | undefined {
    void _request;
    return undefined;
  }
}
