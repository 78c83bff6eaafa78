import { asObject, asText } from '../../core/model/parse.ts';

/** A document that is to be opened. */
export interface NewQuery {
  /** Without one, the user chooses when the query is run. */
  readonly connectionId: string | undefined;
  /** API name of the module that the query is about. */
  readonly module: string | undefined;
  /** What the document holds; without it, a frame to be filled in. */
  readonly text: string | undefined;
  /** Whether the query is run at once. */
  readonly runs: boolean;
}

/** What a command is to open: for a row of the tree, or as another command asks with the members of `NewQuery`. */
export function readNewQuery(argument: unknown): NewQuery {
  const request = asObject(argument);
  const connectionId = asText(asObject(request?.['connection'])?.['id']) ?? asText(request?.['connectionId']);
  const module = asText(asObject(request?.['module'])?.['apiName']) ?? asText(request?.['module']);
  return { connectionId, module, text: asText(request?.['text']), runs: request?.['runs'] === true };
}
