/** Rows by their place in a list; `to` is not included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Rows kept ready above and below those in sight, so that scrolling a little shows no gap. */
const spare = 20;

/**
 * The rows in sight of a long list whose rows are all of one height, in CSS pixels. A browser lays out at most some
 * 33 million pixels, which is more than a million rows.
 */
export class RowWindow {
  readonly height: number;
  readonly #onScroll: () => void;
  readonly #sizes: ResizeObserver;
  #scroller: HTMLElement | undefined;

  constructor(height: number, onScroll: () => void) {
    this.height = height;
    this.#onScroll = onScroll;
    this.#sizes = new ResizeObserver(onScroll);
  }

  /** Follows the element that scrolls; for lit's `ref`. */
  readonly follow = (element: Element | undefined): void => {
    if (element === this.#scroller) return;
    this.#sizes.disconnect();
    this.#scroller?.removeEventListener('scroll', this.#onScroll);
    this.#scroller = element instanceof HTMLElement ? element : undefined;
    if (!this.#scroller) return;
    this.#scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#sizes.observe(this.#scroller);
  };

  /** Gives the content the height of so many rows; for lit's `ref`, anew with each drawing. */
  stretch(total: number): (content: Element | undefined) => void {
    return (content) => {
      if (content instanceof HTMLElement) content.style.blockSize = `${total * this.height}px`;
    };
  }

  /** Moves the rows drawn to their place; for lit's `ref`, anew with each drawing. */
  place(from: number): (rows: Element | undefined) => void {
    return (rows) => {
      if (rows instanceof HTMLElement) rows.style.transform = `translateY(${from * this.height}px)`;
    };
  }

  /** The rows to draw of so many. */
  range(total: number): Range {
    const { top, height } = this.#sight();
    const from = Math.max(0, Math.floor(top / this.height) - spare);
    return {
      from: Math.min(from, total),
      to: Math.min(total, Math.ceil((top + height) / this.height) + spare),
    };
  }

  /** How many rows a page of the keyboard goes. */
  get page(): number {
    return Math.max(1, Math.floor(this.#sight().height / this.height) - 1);
  }

  /** Scrolls as little as shows this row. `covered`: pixels at the top that something stands in front of. */
  reveal(row: number, covered = 0): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const top = row * this.height;
    const least = top + this.height + covered - scroller.clientHeight;
    if (scroller.scrollTop > top) scroller.scrollTop = top;
    else if (scroller.scrollTop < least) scroller.scrollTop = least;
  }

  #sight(): { top: number; height: number } {
    return { top: this.#scroller?.scrollTop ?? 0, height: this.#scroller?.clientHeight ?? 800 };
  }
}
