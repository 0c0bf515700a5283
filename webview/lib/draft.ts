interface Told<D> {
  /** The edit that the extension has heard last. */
  readonly heard: number;
  readonly draft: D;
}

/** What is typed and not yet heard by the extension: shown until it is, so that no answer takes back a letter. */
export class Draft<D> {
  #typed: { readonly seq: number; readonly draft: D } | undefined;
  // Later lives of the page count on from where no earlier one was.
  #seq = Date.now();

  shown({ heard, draft }: Told<D>): D {
    if (this.#typed && this.#typed.seq <= heard) this.#typed = undefined;
    return this.#typed?.draft ?? draft;
  }

  /** Takes what a person typed; what is returned goes to the extension. */
  type(draft: D): { readonly seq: number; readonly draft: D } {
    this.#seq = Math.max(this.#seq + 1, Date.now());
    this.#typed = { seq: this.#seq, draft };
    return this.#typed;
  }
}
