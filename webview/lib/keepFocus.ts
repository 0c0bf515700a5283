/** Nothing of the page has the focus. */
const isBare = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * Keeps the focus from being lost, so that keys go on from where they were: where a drawing takes away what had it, and
 * where a dialog of VS Code took it, for a browser then forgets what of the page had it. What is not there any more is
 * stood in for by the element with this id.
 */
export class FocusKeeper {
  readonly #instead: string;
  #last: HTMLElement | undefined;

  constructor(instead: string) {
    this.#instead = instead;
    document.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLElement) this.#last = target;
    });
    // A pointer puts the focus where it wants it, and be it nowhere.
    document.addEventListener('pointerdown', () => (this.#last = undefined));
    window.addEventListener('focus', () => this.#restore());
  }

  /** To be called as a drawing begins; it looks when that is over. None is taken from another part of the window. */
  watch(): void {
    queueMicrotask(() => {
      if (document.hasFocus() && this.#last?.isConnected === false) this.#restore();
    });
  }

  #restore(): void {
    if (!this.#last || !isBare()) return;
    const wanted = this.#last.isConnected ? this.#last : document.getElementById(this.#instead);
    wanted?.focus({ preventScroll: true });
  }
}
