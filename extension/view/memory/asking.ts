/** Asks for one thing at a time, and then for what is wanted by then: a slow answer never makes a queue. */

export class Asking<Question> {
  readonly #ask: (question: Question) => void;
  #asked: Question | undefined;
  #next: Question | undefined;

  constructor(ask: (question: Question) => void) {
    this.#ask = ask;
  }

  want(question: Question): void {
    if (this.#asked === undefined) {
      this.#asked = question;
      this.#ask(question);
    } else this.#next = JSON.stringify(question) === JSON.stringify(this.#asked) ? undefined : question;
  }

  /** An answer is here: on to what is wanted by now. */
  answered(): void {
    const next = this.#next;
    this.#asked = this.#next = undefined;
    if (next !== undefined) this.want(next);
  }
}
