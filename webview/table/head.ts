import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ColumnText, TableState } from '../../src/core/protocol/table.ts';
import { icons } from '../lib/icons.ts';
import type { TablePage } from './page.ts';

/** Pixels that a column grows or shrinks by at a key. */
const keyStep = 16;
/** Pixels that a pointer goes before a click becomes a drag. */
const dragStep = 5;
const leastWidth = 48;

/** What a person does with a column: nothing is told to the extension before it is done. */
type Doing =
  | { readonly what: 'resize'; readonly id: string; readonly width: number }
  /** `before` is the id of the column it would stand before; undefined for the end. */
  | { readonly what: 'move'; readonly id: string; readonly before: string | undefined };

/** The heads of the columns: sorted by a click, moved by dragging, made wider at their edge; all of it by keys too. */
export class Head {
  readonly #redraw: () => void;
  #state: TableState | undefined;
  #page: TablePage | undefined;
  #doing: Doing | undefined;
  /** The head that the Tab key goes to. */
  #active = 0;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  /** The widths of all columns, for the style of the grid. */
  template({ columns }: TableState): string {
    return columns.map((column) => `${this.#width(column)}px`).join(' ');
  }

  draw(state: TableState, page: TablePage, leave: () => void): TemplateResult {
    this.#state = state;
    this.#page = page;
    this.#active = Math.min(this.#active, state.columns.length - 1);
    const menu = { webviewSection: 'columns', preventDefaultContextMenuItems: true, telnyxTable: state.key };
    return html`<div
      class="row head"
      role="row"
      aria-rowindex="1"
      data-vscode-context=${JSON.stringify(menu)}
    >
      ${state.columns.map((column, nth) => this.#cell(column, nth, leave))}
    </div>`;
  }

  #cell(column: ColumnText, nth: number, leave: () => void): TemplateResult {
    const { id, label, sorted, sortable } = column;
    const hint = sortable
      ? t('{0}: Enter sorts, Alt and an arrow moves, Shift and an arrow resizes', label)
      : t('{0}: Alt and an arrow moves, Shift and an arrow resizes', label);
    const doing = this.#doing?.what === 'move' ? this.#doing : undefined;
    const marks = `${doing?.before === id ? 'before' : ''} ${doing?.id === id ? 'moving' : ''}`;
    return html`<div
      class="cell ${marks}"
      id="head-${id}"
      role="columnheader"
      tabindex=${nth === this.#active ? '0' : '-1'}
      aria-colindex=${nth + 1}
      aria-sort=${sorted ?? (sortable ? 'none' : nothing)}
      title=${hint}
      @pointerdown=${(event: PointerEvent) => this.#onPointer(event, column)}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event, nth, leave)}
    >
      <span class="ellipsis">${label}</span>
      ${sorted === undefined ? nothing : sorted === 'ascending' ? icons.up() : icons.unfold()}
      <span class="edge" @pointerdown=${(event: PointerEvent) => this.#onEdge(event, column)}></span>
    </div>`;
  }

  #width({ id, width }: ColumnText): number {
    return this.#doing?.what === 'resize' && this.#doing.id === id ? this.#doing.width : width;
  }

  /** A click sorts; a drag moves the column. */
  #onPointer(event: PointerEvent, { id, sortable }: ColumnText): void {
    if (event.button !== 0 || event.ctrlKey) return;
    const start = event.clientX;
    follow(event, {
      move: ({ clientX }) => {
        if (this.#doing || Math.abs(clientX - start) >= dragStep)
          this.#become({ what: 'move', id, before: this.#beforeAt(clientX) });
      },
      end: () => {
        const { before } = this.#doing?.what === 'move' ? this.#doing : { before: undefined };
        if (this.#doing) this.#place(id, before);
        else if (sortable) this.#page?.act('sort', id);
        this.#become(undefined);
      },
      cancel: () => this.#become(undefined),
    });
  }

  #onEdge(event: PointerEvent, column: ColumnText): void {
    event.stopPropagation();
    if (event.button !== 0) return;
    const start = event.clientX;
    follow(event, {
      move: ({ clientX }) => {
        const width = Math.max(leastWidth, column.width + (clientX - start) * direction());
        this.#become({ what: 'resize', id: column.id, width });
      },
      end: () => {
        if (this.#doing?.what === 'resize') this.#resize(column.id, this.#doing.width);
        this.#become(undefined);
      },
      cancel: () => this.#become(undefined),
    });
  }

  #onKey(event: KeyboardEvent, nth: number, leave: () => void): void {
    const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const column = this.#state?.columns[nth];
    if (!column || event.ctrlKey || event.metaKey) return;
    if (side !== undefined) this.#aside(event, nth, side * direction());
    else if (event.key === 'Enter' || event.key === ' ') this.#page?.act('sort', column.id);
    else if (event.key === 'ArrowDown') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #aside(event: KeyboardEvent, nth: number, step: number): void {
    const columns = this.#state?.columns ?? [];
    const column = columns[nth];
    if (!column) return;
    if (event.shiftKey) {
      this.#resize(column.id, Math.max(leastWidth, column.width + step * keyStep));
      return;
    }
    const to = Math.max(0, Math.min(columns.length - 1, nth + step));
    if (event.altKey) this.#place(column.id, columns[step > 0 ? to + 1 : to]?.id);
    this.#active = to;
    this.#redraw();
    document.getElementById(`head-${(event.altKey ? column : columns[to])?.id ?? ''}`)?.focus();
  }

  #resize(id: string, width: number): void {
    this.#arrange((columns) => columns.map((one) => (one.id === id ? { ...one, width } : one)));
  }

  /** Puts a column before another, or at the end. */
  #place(id: string, before: string | undefined): void {
    if (before === id) return;
    this.#arrange((columns) => {
      const moved = columns.filter((one) => one.id === id);
      const others = columns.filter((one) => one.id !== id);
      const at = others.findIndex((one) => one.id === before);
      return at < 0 ? [...others, ...moved] : [...others.slice(0, at), ...moved, ...others.slice(at)];
    });
  }

  #arrange(change: (columns: readonly ColumnText[]) => readonly ColumnText[]): void {
    const columns = change(this.#state?.columns ?? []);
    this.#page?.act(
      'arrange',
      columns.map(({ id, width }) => ({ id, width })),
    );
  }

  /** The column before whose middle a pointer is. */
  #beforeAt(x: number): string | undefined {
    return this.#state?.columns.find(({ id }) => {
      const box = document.getElementById(`head-${id}`)?.getBoundingClientRect();
      return box !== undefined && (box.left + box.width / 2 - x) * direction() > 0;
    })?.id;
  }

  #become(doing: Doing | undefined): void {
    this.#doing = doing;
    this.#redraw();
  }
}

/** 1 where lines are written from left to right, else -1. */
const direction = () => (document.documentElement.dir === 'rtl' ? -1 : 1);

/** Follows a pointer until it is let go, wherever it goes. Escape, or the system, cancels. */
function follow(
  { currentTarget: target, pointerId }: PointerEvent,
  on: {
    readonly move: (event: PointerEvent) => void;
    readonly end: () => void;
    readonly cancel: () => void;
  },
): void {
  if (!(target instanceof HTMLElement)) return;
  const done = new AbortController();
  const { signal } = done;
  const finish = (how: () => void) => () => {
    done.abort();
    how();
  };
  target.setPointerCapture(pointerId);
  target.addEventListener('pointermove', on.move, { signal });
  target.addEventListener('pointerup', finish(on.end), { signal });
  target.addEventListener('pointercancel', finish(on.cancel), { signal });
  document.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Escape') finish(on.cancel)();
    },
    { signal },
  );
}
