import type { RowWindow } from './rowWindow.ts';

/** What a page remembers of where its person was in a list; other parts of what is kept are the extension's. */
interface Remembered {
  /** How far it is scrolled, in CSS pixels. */
  readonly top: number;
  /** Which line is active. */
  readonly at: number;
}

/** How far a list was scrolled in an earlier life of its page, until its rows are there. */
export class KeptPlace {
  readonly #rows: RowWindow;
  #wanted: number | undefined;
  #began = false;

  constructor(rows: RowWindow) {
    this.#rows = rows;
  }

  /** Which line was active when the page last kept something: told once, and undefined from then on. */
  begin(kept: unknown): number | undefined {
    if (this.#began) return undefined;
    this.#began = true;
    const { top, at } = remembered(kept);
    if (top > 0) this.#wanted = top;
    return at;
  }

  /** What is to be kept. */
  told(at: number): Remembered {
    return { top: this.#wanted ?? this.#rows.top, at };
  }

  /** The list is not yet where it was. */
  get isWaiting(): boolean {
    return this.#wanted !== undefined;
  }

  /** Scrolls to where the list was, once so many rows are enough or no more are to come. */
  resume(total: number, more: boolean): void {
    if (this.#wanted === undefined) return;
    const top = this.#wanted;
    if (total * this.#rows.height <= top && more) return;
    this.#wanted = undefined;
    // The content gets its height with this drawing.
    requestAnimationFrame(() => {
      this.#rows.scrollTo(top);
    });
  }

  /** A person who does something meanwhile is where they want to be. */
  stay(): void {
    this.#wanted = undefined;
  }
}

function remembered(kept: unknown): Remembered {
  const number = (name: string) => {
    const found: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, name) : undefined;
    return typeof found === 'number' && Number.isFinite(found) && found > 0 ? found : 0;
  };
  return { top: number('top'), at: Math.floor(number('at')) };
}
