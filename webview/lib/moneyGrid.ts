import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { ColumnText, RowText, SortColumn, TableText } from '../../src/core/protocol/charges.ts';
import { Asking } from './asking.ts';
import { headBox, rowBox, type GridChoice } from './gridChoice.ts';
import { icons } from './icons.ts';
import './moneyGrid.css';
import { RowWindow, type Range } from './rowWindow.ts';

/** What a grid asks of its page. */
export interface GridPage {
  redraw(): void;
  sort(column: SortColumn): void;
  open(key: string): void;
  /** Wants these rows told; `to` is not included. */
  look(range: Range): void;
  /** Absent where rows are not chosen. */
  readonly choice?: GridChoice;
}

/** Pixels; the style sheet has the same. */
const rowHeight = 26;
/** Rows asked for above and below those in sight. */
const ahead = 100;

/**
 * Amounts in rows, as a grid of which only the rows in sight are drawn and known here. The first cell of a row is what
 * opens; arrow keys move from row to row. Where rows can be chosen, Space does it.
 */
export class MoneyGrid {
  readonly #rows: RowWindow;
  readonly #asking = new Asking(ahead);
  #page: GridPage | undefined;
  #table: TableText | undefined;
  /** The row that the Tab key reaches. */
  #current = 0;
  /** Moves the focus there once it is drawn. */
  #focusing = false;

  constructor() {
    this.#rows = new RowWindow(rowHeight, () => this.#page?.redraw(), rowHeight);
  }

  draw(table: TableText, page: GridPage): TemplateResult {
    if (this.#table?.caption !== table.caption) this.#current = 0;
    this.#page = page;
    this.#table = table;
    const { from, rows, total, columns, caption, sum } = table;
    this.#current = Math.min(this.#current, Math.max(0, total - 1));
    const range = this.#rows.range(total);
    this.#asking.ask(range, { from, count: rows.length, total }, (wanted) => page.look(wanted));
    return html`<section class="groups" aria-label=${caption}>
      <h2>${caption}</h2>
      <div
        class="grid"
        role="grid"
        aria-label=${caption}
        aria-rowcount=${total + 1 + (sum ? 1 : 0)}
        aria-colcount=${columns.length}
        @keydown=${(event: KeyboardEvent) => {
          this.#onKey(event);
        }}
        ${ref(this.#rows.follow)}
      >
        <div class="row head" role="row" aria-rowindex="1">
          ${columns.map((column, at) => this.#heading(column, at))}
        </div>
        <div class="content" role="presentation" ${ref(this.#rows.stretch(total))}>
          <div class="drawn" role="presentation" ${ref(this.#rows.place(range.from))}>
            ${Array.from({ length: range.to - range.from }, (_, nth) => this.#row(range.from + nth))}
          </div>
        </div>
        ${sum ? this.#sum(sum, total) : nothing}
      </div>
    </section>`;
  }

  #heading({ label, sorts, kind }: ColumnText, at: number): TemplateResult {
    const sort = this.#table?.sort;
    const sorted = sorts !== undefined && sort?.column === sorts ? sort : undefined;
    const direction = sorted && (sorted.descending ? 'descending' : 'ascending');
    return html`<div
      role="columnheader"
      class=${at === 0 ? 'name' : kind === 'text' ? 'words' : 'number'}
      aria-sort=${sorts === undefined ? nothing : (direction ?? 'none')}
    >
      ${at === 0 && this.#page?.choice ? headBox(this.#page.choice) : nothing}
      ${
        sorts === undefined
          ? html`<span class="ellipsis" title=${label}>${label}</span>`
          : html`<button
              type="button"
              class="sorter"
              @click=${() => {
                this.#page?.sort(sorts);
              }}
            >
              <span class="ellipsis" title=${label}>${label}</span>
              ${direction === undefined ? nothing : direction === 'descending' ? icons.unfold() : icons.up()}
            </button>`
      }
    </div>`;
  }

  #row(at: number): TemplateResult {
    const table = this.#table;
    const row = table?.rows[at - table.from];
    if (!table || !row)
      return html`<div class="row" role="row" aria-rowindex=${at + 2}>
        <div role="gridcell" class="name muted">${t('Loading…')}</div>
      </div>`;
    return html`<div
      class="row"
      role="row"
      aria-rowindex=${at + 2}
      aria-selected=${row.chosen === undefined ? nothing : String(row.chosen)}
      data-row=${at}
    >
      <div role="rowheader" class="name">
        ${this.#page?.choice ? rowBox(row, this.#page.choice) : nothing}${this.#name(row, at)}
      </div>
      ${this.#cells(row.cells)}
    </div>`;
  }

  #name({ label, key, opens }: RowText, at: number): TemplateResult {
    const tabindex = at === this.#current ? 0 : -1;
    const focus = ref((element) => {
      if (!this.#focusing || at !== this.#current || !(element instanceof HTMLElement)) return;
      this.#focusing = false;
      element.focus({ preventScroll: true });
    });
    const onFocus = () => {
      this.#current = at;
    };
    if (opens === 'none')
      return html`<span class="ellipsis" tabindex=${tabindex} title=${label} @focus=${onFocus} ${focus}
        ><bdi>${label}</bdi></span
      >`;
    return html`<button
      type="button"
      class="link ellipsis"
      tabindex=${tabindex}
      title=${titles[opens](label)}
      aria-label=${titles[opens](label)}
      @focus=${onFocus}
      @click=${() => {
        this.#page?.open(key);
      }}
      ${focus}
    >
      <bdi>${label}</bdi>
    </button>`;
  }

  #sum(sum: readonly string[], total: number): TemplateResult {
    return html`<div class="row sum" role="row" aria-rowindex=${total + 2}>
      <div role="rowheader" class="name">${t('All together')}</div>
      ${this.#cells(sum)}
    </div>`;
  }

  #cells(cells: readonly string[]): readonly TemplateResult[] {
    return cells.map((cell, at) => {
      const kind = this.#table?.columns[at + 1]?.kind === 'text' ? 'words' : 'number';
      return html`<div role="gridcell" class="${kind} ellipsis" title=${cell}>${cell}</div>`;
    });
  }

  /** Chooses the row that has the focus, or lets go of it; false where rows are not chosen. */
  #chooses(): boolean {
    const table = this.#table;
    const row = table?.rows[this.#current - table.from];
    if (!row || !this.#page?.choice) return false;
    this.#page.choice.choose(row.key, row.chosen !== true);
    return true;
  }

  #onKey(event: KeyboardEvent): void {
    const total = this.#table?.total ?? 0;
    if (!(event.target instanceof Element) || !event.target.closest('[data-row]')) return;
    if (event.key === ' ' && this.#chooses()) {
      event.preventDefault();
      return;
    }
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: this.#current + 1,
      ArrowUp: this.#current - 1,
      PageDown: this.#current + this.#rows.page,
      PageUp: this.#current - this.#rows.page,
      Home: 0,
      End: total - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#current = Math.max(0, Math.min(total - 1, to));
    this.#focusing = true;
    this.#rows.reveal(this.#current);
    this.#page?.redraw();
    // The redraw changes no element that is there already, so its focus is moved here.
    const row = document.querySelector<HTMLElement>(`[data-row="${this.#current}"] [tabindex]:not(input)`);
    if (row) {
      this.#focusing = false;
      row.focus({ preventScroll: true });
    }
  }
}

const titles: Readonly<Record<Exclude<RowText['opens'], 'none'>, (label: string) => string>> = {
  below: (label) => t('Show the numbers of {0}', label),
  number: (label) => t('Edit {0}', label),
  month: (label) => t('Show {0}', label),
};
