import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { ColumnText, LineText, UsageState } from '../../src/core/protocol/usage.ts';
import { Asking } from '../lib/asking.ts';
import { icons } from '../lib/icons.ts';
import { RowWindow } from '../lib/rowWindow.ts';
import type { UsagePage } from './page.ts';

/** Pixels; the style sheet has the same. */
const rowHeight = 22;
/** Lines asked for above and below those in sight. */
const ahead = 100;
/** Pixels that an arrow key moves the columns by. */
const aside = 80;

/** The records as a grid of which only the lines in sight are drawn and known here. One line is active. */
export class Grid {
  readonly #rows: RowWindow;
  readonly #asking = new Asking(ahead);
  #state: UsageState | undefined;
  #page: UsagePage | undefined;
  #active = 0;

  constructor() {
    this.#rows = new RowWindow(rowHeight, () => this.#page?.redraw(), rowHeight);
  }

  draw(state: UsageState, page: UsagePage): TemplateResult {
    this.#state = state;
    this.#page = page;
    const { from, told, total } = state.lines;
    this.#active = Math.min(this.#active, Math.max(0, total - 1));
    const range = this.#rows.range(total);
    this.#asking.ask(range, { from, count: told.length, total }, (wanted) => page.act('look', { ...wanted }));
    const all = state.rest === 'end' ? total + 1 : -1;
    return html`<div
      class="grid"
      id="grid"
      role="grid"
      tabindex="0"
      aria-label=${t('Records: {0}. Enter shows one as JSON.', state.type.label)}
      aria-rowcount=${all}
      aria-colcount=${state.columns.length}
      aria-activedescendant=${`line-${this.#active}`}
      .style=${`--columns: ${state.columns.map(({ width }) => `${width}px`).join(' ')}`}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
      @mousedown=${(event: MouseEvent) => this.#onMouse(event)}
      @dblclick=${(event: MouseEvent) => {
        if (lineAt(event) !== undefined) this.#open();
      }}
      ${ref(this.#rows.follow)}
    >
      <div class="row head" role="row" aria-rowindex="1">
        ${state.columns.map((column) => this.#heading(column))}
      </div>
      <div class="content" role="presentation" ${ref(this.#rows.stretch(total))}>
        <div class="drawn" role="presentation" ${ref(this.#rows.place(range.from))}>
          ${Array.from({ length: range.to - range.from }, (_, nth) => this.#line(range.from + nth))}
        </div>
      </div>
    </div>`;
  }

  #heading({ id, label, sorted, number }: ColumnText): TemplateResult {
    return html`<div role="columnheader" class="cell ${number ? 'number' : ''}" aria-sort=${sorted ?? 'none'}>
      <button
        type="button"
        class="sorter"
        title=${t('Sort by {0}', label)}
        @click=${() => this.#page?.act('sort', id)}
      >
        <bdi class="ellipsis">${label}</bdi>
        ${sorted === undefined ? nothing : sorted === 'descending' ? icons.unfold() : icons.up()}
      </button>
    </div>`;
  }

  #told(at: number): LineText | undefined {
    const lines = this.#state?.lines;
    return lines?.told[at - lines.from];
  }

  #line(at: number): TemplateResult {
    const told = this.#told(at);
    const columns = this.#state?.columns ?? [];
    return html`<div
      class="row ${at === this.#active ? 'active' : ''}"
      role="row"
      id="line-${at}"
      data-at=${at}
      aria-rowindex=${at + 2}
      aria-selected=${at === this.#active ? 'true' : 'false'}
    >
      ${
        told
          ? columns.map(({ number }, nth) => {
              const text = told.cells[nth] ?? '';
              return html`<div role="gridcell" class="cell ${number ? 'number' : ''}" title=${text}>
                <bdi>${text}</bdi>
              </div>`;
            })
          : html`<div role="gridcell" class="cell muted">${t('Loading…')}</div>`
      }
    </div>`;
  }

  #open(): void {
    const told = this.#told(this.#active);
    if (told) this.#page?.act('open', told.id);
  }

  #onMouse(event: MouseEvent): void {
    const at = lineAt(event);
    if (at === undefined) return;
    this.#active = at;
    this.#page?.redraw();
  }

  #onKey(event: KeyboardEvent): void {
    const { key, currentTarget } = event;
    if (event.target instanceof Element && event.target.closest('.head')) return;
    if (key === 'Enter') this.#open();
    else if (key === 'ArrowLeft' || key === 'ArrowRight') {
      if (currentTarget instanceof HTMLElement)
        currentTarget.scrollLeft += key === 'ArrowRight' ? aside : -aside;
    } else if (!this.#move(key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #move(key: string): boolean {
    const last = Math.max(0, (this.#state?.lines.total ?? 0) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + this.#rows.page,
      PageUp: this.#active - this.#rows.page,
      Home: 0,
      End: last,
    };
    const to = steps[key];
    if (to === undefined) return false;
    this.#active = Math.max(0, Math.min(last, to));
    this.#rows.reveal(this.#active);
    this.#page?.redraw();
    return true;
  }
}

/** The place of the line that something happened on. */
function lineAt({ target }: Event): number | undefined {
  const row = target instanceof Element ? target.closest('[data-at]') : null;
  return row instanceof HTMLElement ? Number(row.dataset.at) : undefined;
}
