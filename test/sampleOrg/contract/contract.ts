import { Ajv } from 'ajv';
import assert from 'node:assert/strict';

import type { StatusCorrection } from './correction.ts';
import { convertSchema, toJsonSchema } from './jsonSchema.ts';
import type { Json } from './openApiFiles.ts';
import { isJson, nodeAt, pointerKeys } from './openApiFiles.ts';

/** One answer of the sample organization, and the operation that it answers. */
export interface Answer {
  readonly file: string;
  /** As the file writes it, e.g. `/crm/v8/settings/fields/{field}`. */
  readonly path: string;
  readonly method: string;
  readonly status: number;
  /** Undefined for an answer of zero bytes. */
  readonly body: unknown;
}

/** An instant with a numeric offset and whole seconds, as zoho-api.md section 6.1 promises. */
const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;

/** Made once for each content, because a suite compares many contracts that differ in one file. */
const convertedContents = new WeakMap<Json, Json>();

/** What OpenAPI files promise; `files` are by name and already corrected (`correctFiles`). */
export class Contract {
  readonly #files: ReadonlyMap<string, Json>;
  readonly #statuses: readonly StatusCorrection[];
  readonly #ajv = new Ajv({ strict: false, logger: false, formats: { 'date-time': instantShape } });
  readonly #known: ReadonlySet<string>;

  constructor(files: ReadonlyMap<string, Json>, statuses: readonly StatusCorrection[]) {
    this.#files = files;
    this.#known = new Set(files.keys());
    this.#statuses = statuses;
    for (const [file, content] of files) {
      const schema = convertedContents.get(content) ?? toJsonSchema(file, content, this.#known);
      convertedContents.set(content, schema);
      this.#ajv.addSchema(schema);
    }
  }

  /** Throws AssertionError with what is wrong with the answer. */
  expectMatches(answer: Answer): void {
    assert.deepEqual(this.problems(answer), []);
  }

  /** What is wrong with the answer; empty when it matches. */
  problems(answer: Answer): readonly string[] {
    const { status, body } = answer;
    // Any list may be empty, and an empty list is a 204 (zoho-api.md section 4), described or not.
    if (status === 204 || status === 304) return body === undefined ? [] : [`${status} with a body`];
    const schema = this.#schemaFor(answer);
    if (typeof schema === 'string') return [schema];
    const validate = this.#ajv.compile(schema);
    if (validate(body)) return [];
    return (validate.errors ?? []).map((error) => {
      return `${error.instancePath} ${error.message ?? error.keyword} [${error.schemaPath}] ${JSON.stringify(error.params)}`;
    });
  }

  #schemaFor({ file, path, method, status }: Answer): Json | string {
    const content = this.#files.get(file);
    const described = this.#statuses.find((each) => {
      return each.file === file && each.path === path && each.method === method && each.status === status;
    });
    const key = String(described?.like ?? status);
    const response = this.#resolve(content, nodeAt(content, ['paths', path, method, 'responses', key]));
    if (response === undefined) return `${file}.json does not describe ${method} ${path} ${key}`;
    const schema = nodeAt(response, ['content', 'application/json', 'schema']);
    return convertSchema(file, schema, this.#known);
  }

  #resolve(content: Json | undefined, node: unknown): unknown {
    const reference = isJson(node) ? node['$ref'] : undefined;
    return typeof reference === 'string' ? nodeAt(content, pointerKeys(reference.slice(1))) : node;
  }
}
