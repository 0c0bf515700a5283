import type { TableState } from '../../src/core/protocol/table.ts';
import type { RowWindow } from '../lib/rowWindow.ts';
import type { TablePage } from './page.ts';
import type { Step } from './keys.ts';

/** What a page remembers of where its person was; other parts of what is kept are the extension's. */
interface Remembered {
  readonly top: number;
  readonly at: number;
}

/** The active line, the active cell of it, and how far the grid is scrolled: what the page itself keeps. */
export class Place {
  readonly #rows: RowWindow;
  #at = 0;
  /** The line as a whole for undefined. */
  #cell: number | undefined;
  /** Where the grid was scrolled in an earlier life of the page, until the rows are there. */
  #wanted: number | undefined;
  #began = false;

  constructor(rows: RowWindow) {
    this.#rows = rows;
  }

  get at(): number {
    return this.#at;
  }

  /** Stays within what there is, and keeps where the person is. */
  follow(state: TableState, page: TablePage): void {
    const { total } = state.lines;
    if (!this.#began) this.#begin(page.kept());
    if (this.#wanted === undefined && !state.reading) this.#at = Math.max(0, Math.min(this.#at, total - 1));
    if (this.#cell !== undefined) this.#cell = Math.min(this.#cell, state.columns.length - 1);
    if (this.#wanted !== undefined) this.#resume(state);
    page.keep({ ...state.restore, top: this.#wanted ?? this.#rows.top, at: this.#at });
  }

  /** The id of what is active. */
  id({ lines }: TableState): string {
    if (lines.total === 0) return '';
    return this.#cell === undefined ? `line-${this.#at}` : `cell-${this.#at}-${this.#cell}`;
  }

  /** The active cell of a line; `row` for the line as a whole; undefined where another line is active. */
  activeIn(at: number): number | 'row' | undefined {
    return at === this.#at ? (this.#cell ?? 'row') : undefined;
  }

  to(at: number): void {
    this.#wanted = undefined;
    this.#at = at;
    this.#cell = undefined;
  }

  /** False when there is nothing to move in. */
  move(step: Step, { lines: { total } }: TableState): boolean {
    if (total === 0) return false;
    this.#wanted = undefined;
    this.#at = Math.max(0, Math.min(total - 1, this.#target(step, total)));
    this.#rows.reveal(this.#at);
    return true;
  }

  /** To a cell beside, or back to the line as a whole. */
  aside(step: 1 | -1, { columns }: TableState): void {
    const next = (this.#cell ?? -1) + step;
    this.#cell = next < 0 ? undefined : Math.min(next, columns.length - 1);
    document
      .getElementById(`head-${columns[this.#cell ?? 0]?.id ?? ''}`)
      ?.scrollIntoView({ inline: 'nearest' });
  }

  #target(step: Step, total: number): number {
    if (step === 'first') return 0;
    if (step === 'last') return total - 1;
    return this.#at + ('lines' in step ? step.lines : step.pages * this.#rows.page);
  }

  #begin(kept: unknown): void {
    this.#began = true;
    const { top, at } = remembered(kept);
    this.#at = at;
    if (top > 0) this.#wanted = top;
  }

  /** Rows come in little by little; a person who does something meanwhile is where they want to be. */
  #resume({ lines, reading }: TableState): void {
    const top = this.#wanted ?? 0;
    const there = lines.total * this.#rows.height > top;
    if (!there && reading) return;
    this.#wanted = undefined;
    // The content gets its height with this drawing.
    requestAnimationFrame(() => {
      this.#rows.scrollTo(top);
    });
  }
}

function remembered(kept: unknown): Remembered {
  const number = (name: string) => {
    const found: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, name) : undefined;
    return typeof found === 'number' && Number.isFinite(found) && found > 0 ? found : 0;
  };
  return { top: number('top'), at: Math.floor(number('at')) };
}
