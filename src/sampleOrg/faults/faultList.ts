import { readFile } from 'node:fs/promises';

import type { HttpRequest } from '../http/exchange.ts';
import { seededRandom } from '../random.ts';
import type { Fault, Faults } from './fault.ts';
import type { FaultRule } from './faultRule.ts';
import { parseFaultRules } from './faultRule.ts';
import { InputError, parseJson } from './jsonInput.ts';

interface CountedRule {
  readonly rule: FaultRule;
  /** Calls that matched. */
  matched: number;
  /** Calls that suffered the effect. */
  applied: number;
}

/** A rule and what it did so far, as the control endpoint lists it. */
export interface RuleReport {
  readonly name: string;
  readonly rule: unknown;
  readonly matched: number;
  readonly applied: number;
}

/**
 * The rules that decide which call suffers what. Each rule counts the calls that match it, whether or not another rule
 * comes first; of the rules whose turn it is, the first one applies. Calls of the control endpoint are never touched.
 */
export class FaultList implements Faults {
  readonly #random: () => number;
  #rules: CountedRule[] = [];

  /** The same `seed` gives the same choices of rules with a probability. */
  constructor(seed = 1) {
    this.#random = seededRandom(seed);
  }

  /** An empty list where there is no path. Rejects with an Error that names the file, the entry and the key. */
  static async fromFile(path: string | undefined, seed = 1): Promise<FaultList> {
    const list = new FaultList(seed);
    if (path === undefined) return list;
    try {
      list.replace(parseFaultRules(parseJson(await readFile(path, 'utf8'), 'The text')));
    } catch (error) {
      if (error instanceof InputError) throw new Error(`${path}: ${error.message}`, { cause: error });
      throw new Error(`${path}: the faults file cannot be read.`, { cause: error });
    }
    return list;
  }

  pick(request: HttpRequest): Fault | undefined {
    if (request.path.startsWith('/__sample/')) return undefined;
    let picked: CountedRule | undefined;
    for (const counted of this.#rules) {
      if (!counted.rule.matches(request)) continue;
      counted.matched += 1;
      if (!picked && counted.applied < counted.rule.times && this.#isItsTurn(counted)) picked = counted;
    }
    if (picked) picked.applied += 1;
    return picked?.rule.effect;
  }

  /** Puts these rules in the place of all others, with counts from zero. */
  replace(rules: readonly FaultRule[]): void {
    this.#rules = [];
    this.add(rules);
  }

  add(rules: readonly FaultRule[]): void {
    this.#rules.push(...rules.map((rule) => ({ rule, matched: 0, applied: 0 })));
  }

  report(): readonly RuleReport[] {
    return this.#rules.map(({ rule, matched, applied }) => ({ name: rule.name, rule: rule.source, matched, applied }));
  }

  #isItsTurn({ rule: { turn }, matched }: CountedRule): boolean {
    switch (turn.kind) {
      case 'each':
        return true;
      case 'nth':
        return matched === turn.number;
      case 'everyNth':
        return matched % turn.number === 0;
      case 'firstN':
        return matched <= turn.number;
      case 'fromNth':
        return matched >= turn.number;
      case 'probability':
        return this.#random() < turn.probability;
    }
  }
}
