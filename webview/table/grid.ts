import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { HowToChoose, LineText, TableState } from '../../src/core/protocol/table.ts';
import { RowWindow, type Range } from '../lib/rowWindow.ts';
import { Head } from './head.ts';
import type { TablePage } from './page.ts';
import { keyOf } from './keys.ts';
import { line, rowHeight } from './line.ts';
import { Place } from './place.ts';

/** Lines asked for above and below those drawn: what a quick hand scrolls while the answer is on its way. */
const ahead = 300;
/** Lines are asked for when fewer than these are left. */
const scarce = 200;
/** An answer that takes longer, in milliseconds, will not come. */
const patience = 1000;

/** The numbers as a grid of which only the lines in sight are drawn. One line is active; keys and mouse move it. */
export class Grid {
  readonly #rows: RowWindow;
  readonly #head: Head;
  readonly #place: Place;
  readonly #search: () => void;
  #state: TableState | undefined;
  #page: TablePage | undefined;
  #asked: { readonly from: number; readonly at: number } | undefined;
  /** What a key has chosen far away, until its line is told. */
  #later: { readonly at: number; readonly how: HowToChoose } | undefined;

  /** `search`: the person wants to search. */
  constructor(redraw: () => void, search: () => void) {
    this.#search = search;
    this.#rows = new RowWindow(rowHeight, redraw, rowHeight);
    this.#head = new Head(redraw);
    this.#place = new Place(this.#rows);
    document.addEventListener('copy', (event) => this.#onCopy(event));
  }

  draw(state: TableState, page: TablePage): TemplateResult {
    this.#state = state;
    this.#page = page;
    const { total } = state.lines;
    const range = this.#rows.range(total);
    this.#ask(range, state.lines, page);
    this.#place.follow(state, page);
    this.#chooseLater(page);
    return html`<div
      class="grid"
      id="grid"
      role=${state.grouped === undefined ? 'grid' : 'treegrid'}
      tabindex="0"
      aria-label=${t('Numbers')}
      aria-rowcount=${state.reading ? -1 : total + 1}
      aria-colcount=${state.columns.length}
      aria-multiselectable="true"
      aria-activedescendant=${this.#place.id(state)}
      data-vscode-context=${context(state, state.chosen.can, state.chosen.count)}
      .style=${`--columns: ${this.#head.template(state)}`}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
      @mousedown=${(event: MouseEvent) => this.#onMouse(event)}
      @dblclick=${(event: MouseEvent) => this.#onDouble(event)}
      ${ref(this.#rows.follow)}
    >
      ${this.#head.draw(state, page, () => this.focus())}
      <div class="content" role="presentation" ${ref(this.#rows.stretch(total))}>
        <div class="drawn" role="presentation" ${ref(this.#rows.place(range.from))}>
          ${this.#lines(state, range)}
        </div>
      </div>
    </div>`;
  }

  focus(): void {
    document.getElementById('grid')?.focus();
  }

  #lines(state: TableState, range: Range): TemplateResult[] {
    return Array.from({ length: range.to - range.from }, (_, nth) => {
      const at = range.from + nth;
      const told = this.#line(at);
      const own = told?.type === 'row' && !told.chosen ? context(state, told.can, 1) : undefined;
      return line(told, { at, columns: state.columns, active: this.#place.activeIn(at), context: own });
    });
  }

  #line(at: number): LineText | undefined {
    const lines = this.#state?.lines;
    return lines?.told[at - lines.from];
  }

  /** Asks for the lines around those in sight before they run out. One question at a time: its answer asks on. */
  #ask(range: Range, { from, told, total }: TableState['lines'], page: TablePage): void {
    const now = performance.now();
    const answered = this.#asked?.from === from || now - (this.#asked?.at ?? now) > patience;
    if (this.#asked && !answered) return;
    this.#asked = undefined;
    const enough =
      Math.max(0, range.from - scarce) >= from && Math.min(total, range.to + scarce) <= from + told.length;
    if (enough) return;
    const first = Math.max(0, range.from - ahead);
    this.#asked = { from: first, at: now };
    page.act('look', { from: first, to: range.to + ahead });
  }

  #choose(how: HowToChoose | undefined): void {
    const { at } = this.#place;
    const told = this.#line(at);
    this.#later = how !== undefined && !told ? { at, how } : undefined;
    if (how !== undefined && told?.type === 'row') this.#page?.act('choose', { at, id: told.id, how });
    this.#page?.redraw();
  }

  #chooseLater(page: TablePage): void {
    const { at = 0, how } = this.#later ?? {};
    const told = this.#line(at);
    if (how === undefined || !told) return;
    this.#later = undefined;
    if (told.type === 'row') page.act('choose', { at, id: told.id, how });
  }

  #onMouse(event: MouseEvent): void {
    const at = lineAt(event);
    if (at === undefined || event.button > 2) return;
    const told = this.#line(at);
    this.#place.to(at);
    if (told?.type === 'group') {
      if (event.button === 0) this.#fold(told.open);
    } else if (event.button === 2) {
      this.#choose(told?.chosen === true ? undefined : 'only');
    } else {
      const more = event.ctrlKey || event.metaKey;
      this.#choose(event.shiftKey ? (more ? 'range-too' : 'range') : more ? 'toggle' : 'only');
    }
  }

  #onDouble(event: MouseEvent): void {
    const at = lineAt(event);
    if (at !== undefined) this.#open();
  }

  #open(): void {
    const { at } = this.#place;
    const told = this.#line(at);
    if (told?.type === 'row') this.#page?.act('open', { at, id: told.id });
    else if (told) this.#fold(told.open);
  }

  #fold(open: boolean): void {
    const told = this.#line(this.#place.at);
    if (told?.type === 'group') this.#page?.act('fold', { value: told.value, open: !open });
    this.#page?.redraw();
  }

  #onCopy(event: ClipboardEvent): void {
    if (document.activeElement?.id !== 'grid') return;
    event.preventDefault();
    this.#page?.act('copy', 'numbers');
  }

  #onKey(event: KeyboardEvent): void {
    if (!this.#state || (event.target instanceof Element && event.target.closest('.head'))) return;
    const key = keyOf(event);
    if (key === undefined || !this.#does(key, this.#state)) return;
    // VS Code hears every key that a page lets pass.
    event.preventDefault();
    event.stopPropagation();
  }

  /** False when a key means nothing here. */
  #does(key: NonNullable<ReturnType<typeof keyOf>>, state: TableState): boolean {
    const told = this.#line(this.#place.at);
    switch (key.does) {
      case 'move':
        if (!this.#place.move(key.to, state)) return false;
        this.#choose(key.how);
        return true;
      case 'side':
        if (told?.type === 'group') {
          if (told.open !== key.step > 0) this.#fold(told.open);
        } else this.#place.aside(key.step, state);
        this.#page?.redraw();
        return true;
      case 'choose':
        this.#choose(key.how);
        return true;
      case 'all':
      case 'none':
        this.#page?.act('chooseAll', key.does === 'all');
        return true;
      case 'open':
        this.#open();
        return true;
      case 'copy':
        this.#page?.act('copy', 'numbers');
        return true;
      case 'search':
        this.#search();
        return true;
    }
  }
}

/** What VS Code's menus ask about, and hand to their commands. */
function context({ key }: TableState, can: string, count: number): string {
  return JSON.stringify({
    webviewSection: 'numbers',
    preventDefaultContextMenuItems: true,
    telnyxTable: key,
    telnyxItem: can,
    telnyxCount: count,
  });
}

/** The place of the line that something happened on. */
function lineAt({ target }: Event): number | undefined {
  const row = target instanceof Element ? target.closest('[data-at]') : null;
  return row instanceof HTMLElement ? Number(row.dataset.at) : undefined;
}
