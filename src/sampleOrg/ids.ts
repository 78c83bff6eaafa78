/** Ids of 18 digits in ascending order, as Zoho's are; the first six digits tell the organization. */
export class IdSequence {
  #next: bigint;

  constructor(organizationPrefix: number) {
    this.#next = BigInt(organizationPrefix) * 1_000_000_000_000n + 1_001n;
  }

  next(): string {
    return String(this.#next++);
  }
}

/** Whether a text has the shape of a record id. Older organizations have shorter ids. */
export function looksLikeId(text: string): boolean {
  return /^\d{15,20}$/.test(text);
}
