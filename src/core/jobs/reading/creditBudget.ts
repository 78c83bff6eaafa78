import { RetriableError } from '../../errors.ts';

export interface CreditBudgetParts {
  /** 0 to 1: of a day's credits of the whole organization, after which a job stops. */
  readonly share: number;
  /** Credits of a day, where the CRM's price list tells. */
  readonly aDay: number | undefined;
  /** What this job's calls cost so far. */
  readonly spent: () => number;
  /** What the CRM said is left for everybody, in its last answer that told. */
  readonly creditsLeft: () => number | undefined;
}

/** The job's share of the credits is used up. What was read so far is good; a later run goes on from there. */
export class BudgetSpentError extends RetriableError {}

const hourMs = 3_600_000;

/** Holds a job to a share of the organization's daily credits, which it has together with everybody else. */
export class CreditBudget {
  readonly #parts: CreditBudgetParts;
  /** Of calls that are under way. */
  #reserved = 0;

  constructor(parts: CreditBudgetParts) {
    this.#parts = parts;
  }

  /** To be called before each call; the answer is to be called after it. Throws BudgetSpentError beyond the share. */
  admit(credits: number): () => void {
    if (this.#exceeds(credits + this.#reserved)) throw this.#spentError();
    this.#reserved += credits;
    return () => {
      this.#reserved -= credits;
    };
  }

  #exceeds(credits: number): boolean {
    const { share, aDay, spent, creditsLeft } = this.#parts;
    const left = creditsLeft();
    const othersShare = aDay === undefined ? 0 : (1 - share) * aDay;
    if (left !== undefined && left - credits < othersShare) return true;
    return aDay !== undefined && spent() + credits > share * aDay;
  }

  #spentError(): BudgetSpentError {
    const percent = `${Math.round(this.#parts.share * 100)} %`;
    const message = `The job stopped at its share of the day's API credits (${percent}). What it read is kept; run it again later and it goes on, or raise the share.`;
    return new BudgetSpentError(message, hourMs);
  }
}
