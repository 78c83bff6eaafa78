import type { Comparator, CriterionValue } from '../schema/module.ts';
import type { ValueKind } from './valueKind.ts';

/**
 * Why a condition cannot be compiled:
 *
 * - `unknownField`: the module has no such field;
 * - `unknownRelation`: a step of the path is no lookup, or what it leads to does not exist;
 * - `fieldNotSupported`: fields of this type cannot be in a condition at all;
 * - `comparatorNotSupported`: not with fields of this type;
 * - `valueInvalid`: the value cannot be read as the field's type;
 * - `valueCountInvalid`: `between` takes two values, `in` at least one, the tests for emptiness none, all others one.
 */
export type CriterionFault =
  | 'unknownField'
  | 'unknownRelation'
  | 'fieldNotSupported'
  | 'comparatorNotSupported'
  | 'valueInvalid'
  | 'valueCountInvalid';

/** What the fault is about. `field` is the path as dotted text; the rest where it is known. */
export interface CriterionFaultDetails {
  readonly field: string;
  readonly comparator?: Comparator;
  readonly value?: CriterionValue;
  /** What the field takes, where `reason` is `valueInvalid`. */
  readonly expected?: ValueKind;
}

/** Thrown by `compileCriterion` and `resolveFieldPath`; each API that takes conditions has codes of its own for it. */
export class CriterionError extends Error {
  override readonly name = 'CriterionError';
  readonly reason: CriterionFault;
  readonly details: CriterionFaultDetails;

  constructor(reason: CriterionFault, details: CriterionFaultDetails) {
    super(`${reason}: ${details.field}`);
    this.reason = reason;
    this.details = details;
  }
}
