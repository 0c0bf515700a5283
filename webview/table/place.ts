import type { TableState } from '../../src/core/protocol/table.ts';
import { KeptPlace } from '../lib/keptPlace.ts';
import type { RowWindow } from '../lib/rowWindow.ts';
import type { TablePage } from './page.ts';
import type { Step } from './keys.ts';

/** The active line, the active cell of it, and how far the grid is scrolled: what the page itself keeps. */
export class Place {
  readonly #rows: RowWindow;
  #at = 0;
  /** The line as a whole for undefined. */
  #cell: number | undefined;
  readonly #kept: KeptPlace;

  constructor(rows: RowWindow) {
    this.#rows = rows;
    this.#kept = new KeptPlace(rows);
  }

  get at(): number {
    return this.#at;
  }

  /** Stays within what there is, and keeps where the person is. */
  follow(state: TableState, page: TablePage): void {
    const { total } = state.lines;
    this.#at = this.#kept.begin(page.kept()) ?? this.#at;
    if (!this.#kept.isWaiting && !state.reading) this.#at = Math.max(0, Math.min(this.#at, total - 1));
    if (this.#cell !== undefined) this.#cell = Math.min(this.#cell, state.columns.length - 1);
    // Rows come in little by little.
    this.#kept.resume(total, state.reading !== undefined);
    page.keep({ ...state.restore, ...this.#kept.told(this.#at) });
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
    this.#kept.stay();
    this.#at = at;
    this.#cell = undefined;
  }

  /** False when there is nothing to move in. */
  move(step: Step, { lines: { total } }: TableState): boolean {
    if (total === 0) return false;
    this.#kept.stay();
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
}
