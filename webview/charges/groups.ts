import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type {
  ChargesActs,
  ChargesState,
  ColumnText,
  RowText,
  TableText,
} from '../../src/core/protocol/charges.ts';
import { icons } from '../lib/icons.ts';
import type { Page } from '../lib/page.ts';
import { RowWindow, type Range } from '../lib/rowWindow.ts';

type ChargesPage = Page<ChargesState, ChargesActs>;

/** Pixels; the style sheet has the same. */
const rowHeight = 26;
/** Rows asked for above and below those in sight. */
const ahead = 100;

/**
 * Charges put together, as a grid of which only the rows in sight are drawn and known here. The first cell of a row is
 * what opens; arrow keys move from row to row.
 */
export class Groups {
  readonly #rows: RowWindow;
  #page: ChargesPage | undefined;
  #table: TableText | undefined;
  #asked: Range | undefined;
  /** The row that the Tab key reaches. */
  #current = 0;
  /** Moves the focus there once it is drawn. */
  #focusing = false;

  constructor() {
    this.#rows = new RowWindow(rowHeight, () => this.#page?.redraw(), rowHeight);
  }

  draw(table: TableText, page: ChargesPage): TemplateResult {
    if (this.#table?.caption !== table.caption) this.#current = 0;
    this.#page = page;
    this.#table = table;
    const { total, columns, caption, sum } = table;
    this.#current = Math.min(this.#current, Math.max(0, total - 1));
    const range = this.#rows.range(total);
    this.#ask(range);
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

  #heading({ label, sorts }: ColumnText, at: number): TemplateResult {
    const sort = this.#table?.sort;
    const sorted = sorts !== undefined && sort?.column === sorts ? sort : undefined;
    const direction = sorted && (sorted.descending ? 'descending' : 'ascending');
    return html`<div
      role="columnheader"
      class=${at === 0 ? 'name' : 'number'}
      aria-sort=${sorts === undefined ? nothing : (direction ?? 'none')}
    >
      ${
        sorts === undefined
          ? html`<span class="ellipsis" title=${label}>${label}</span>`
          : html`<button
              type="button"
              class="sorter"
              @click=${() => {
                this.#page?.act('sort', sorts);
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
    return html`<div class="row" role="row" aria-rowindex=${at + 2} data-row=${at}>
      <div role="rowheader" class="name">${this.#name(row, at)}</div>
      ${row.cells.map((cell) => html`<div role="gridcell" class="number ellipsis" title=${cell}>${cell}</div>`)}
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
        this.#page?.act('open', key);
      }}
      ${focus}
    >
      <bdi>${label}</bdi>
    </button>`;
  }

  #sum(sum: readonly string[], total: number): TemplateResult {
    return html`<div class="row sum" role="row" aria-rowindex=${total + 2}>
      <div role="rowheader" class="name">${t('All together')}</div>
      ${sum.map((cell) => html`<div role="gridcell" class="number ellipsis" title=${cell}>${cell}</div>`)}
    </div>`;
  }

  /** Asks for the rows around those in sight where some are not known; once for the same ones. */
  #ask(range: Range): void {
    const { from, rows, total } = this.#table ?? { from: 0, rows: [], total: 0 };
    const enough = range.from >= from && Math.min(total, range.to) <= from + rows.length;
    if (enough) {
      this.#asked = undefined;
      return;
    }
    const wanted = { from: Math.max(0, range.from - ahead), to: range.to + ahead };
    if (this.#asked?.from === wanted.from && this.#asked.to === wanted.to) return;
    this.#asked = wanted;
    this.#page?.act('look', wanted);
  }

  #onKey(event: KeyboardEvent): void {
    const total = this.#table?.total ?? 0;
    if (!(event.target instanceof Element) || !event.target.closest('[data-row]')) return;
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
    const row = document.querySelector<HTMLElement>(`[data-row="${this.#current}"] [tabindex]`);
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
