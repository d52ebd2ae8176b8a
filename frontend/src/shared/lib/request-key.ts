import { idempotencyKey } from "@/shared/api/client";

/**
 * Idempotency keys of one form or dialog: the same request sent again, because the first answer never came, has the key of the
 * first; a changed request has its own.
 */
export class RequestKeys {
  private body = "";
  private key = "";

  for(body: unknown): string {
    const text = JSON.stringify(body);
    if (this.key === "" || text !== this.body) {
      this.body = text;
      this.key = idempotencyKey();
    }
    return this.key;
  }

  /** It was answered: what is asked from now on is something new, even in the same words. */
  done(): void {
    this.key = "";
  }
}
