import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';

/** Rows by their place in a list; `to` is not included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Rows drawn above and below those in sight, so that scrolling a little shows no gap. */
const spare = 20;

/**
 * The rows in sight of a long list whose rows are all of one height, in CSS pixels. A browser lays out at most some
 * 33 million pixels, which is more than a million rows. The only file that touches the virtualiser.
 */
export class RowWindow {
  readonly #onScroll: () => void;
  readonly #covered: number;
  readonly #virtualizer: Virtualizer<HTMLElement, Element>;
  #height: number;
  #scroller: HTMLElement | null = null;
  #total = 0;
  #waiting = false;

  /**
   * `onScroll` is called, soon and once, whenever other rows come into sight. `covered`: pixels of a header that stands
   * above the rows and stays in front of them while they scroll.
   */
  constructor(height: number, onScroll: () => void, covered = 0) {
    this.#height = height;
    this.#onScroll = onScroll;
    this.#covered = covered;
    this.#virtualizer = new Virtualizer<HTMLElement, Element>(this.#options());
  }

  /** Of a row. */
  get height(): number {
    return this.#height;
  }

  /** Rows are of another height from now on, as where a page became narrow. Draw again afterwards. */
  resize(height: number): void {
    this.#height = height;
    this.#virtualizer.setOptions(this.#options());
    this.#virtualizer.measure();
  }

  /** Follows the element that scrolls; for lit's `ref`. */
  readonly follow = (element: Element | undefined): void => {
    this.#scroller = element instanceof HTMLElement ? element : null;
    this.#virtualizer._willUpdate();
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
    this.#total = total;
    this.#virtualizer.setOptions(this.#options());
    const items = this.#virtualizer.getVirtualItems();
    return { from: items[0]?.index ?? 0, to: (items.at(-1)?.index ?? -1) + 1 };
  }

  /** How many rows a page of the keyboard goes. */
  get page(): number {
    const { height } = this.#virtualizer.scrollRect ?? { height: 0 };
    return Math.max(1, Math.floor((height - this.#covered) / this.height) - 1);
  }

  /** How far the list is scrolled, in CSS pixels. */
  get top(): number {
    return this.#virtualizer.scrollOffset ?? 0;
  }

  scrollTo(top: number): void {
    this.#virtualizer.scrollToOffset(top);
  }

  /** Scrolls as little as shows this row. */
  reveal(row: number): void {
    this.#virtualizer.scrollToIndex(row, { align: 'auto' });
  }

  #options() {
    return {
      count: this.#total,
      estimateSize: () => this.height,
      overscan: spare,
      scrollMargin: this.#covered,
      scrollPaddingStart: this.#covered,
      // Until the element is there and has a height.
      initialRect: { width: 0, height: 800 },
      getScrollElement: () => this.#scroller,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => {
        this.#soon();
      },
    };
  }

  /** The virtualiser also tells while a page is being drawn. */
  #soon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      this.#onScroll();
    });
  }
}
