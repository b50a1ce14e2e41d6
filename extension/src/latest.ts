/** Asks for one thing at a time, and once more where there was something newer meanwhile. */

export class Latest {
  readonly #ask: () => Promise<void>;
  readonly #isWanted: () => boolean;
  #asking: "no" | "yes" | "again" = "no";

  /** `isWanted`: whether anybody looks; without, what is newer is not asked for. */
  constructor(ask: () => Promise<void>, isWanted: () => boolean) {
    this.#ask = ask;
    this.#isWanted = isWanted;
  }

  async want(): Promise<void> {
    if (this.#asking !== "no") {
      this.#asking = "again";
      return;
    }
    this.#asking = "yes";
    try {
      await this.#ask();
    } finally {
      const again = this.#isAskedAgain();
      this.#asking = "no";
      if (again && this.#isWanted()) await this.want();
    }
  }

  #isAskedAgain(): boolean {
    return this.#asking === "again";
  }
}
