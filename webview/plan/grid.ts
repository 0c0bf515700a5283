import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { Line, PlanActs, PlanState } from '../../src/core/protocol/plan.ts';
import { Asking } from '../lib/asking.ts';
import { KeptPlace } from '../lib/keptPlace.ts';
import type { Page } from '../lib/page.ts';
import { emptyState } from '../lib/pieces.ts';
import { RowWindow, type Range } from '../lib/rowWindow.ts';
import { changeLine, groupLine, includedBox, includedOf, rowHeights, type Act } from './line.ts';

type PlanPage = Page<PlanState, PlanActs>;

/** The header row stands in front of the first rows. */
const headerHeight = rowHeights.wide;

/** As the style sheet has it. */
const narrow = matchMedia('(width <= 820px)');
const slim = matchMedia('(width <= 420px)');

const rowHeight = () =>
  slim.matches ? rowHeights.slim : narrow.matches ? rowHeights.narrow : rowHeights.wide;

/**
 * The lines of a plan as a tree grid: only those in sight are asked for and drawn. One line is active; arrow keys
 * move it, Space takes it out or puts it back, left and right fold a group.
 */
export class Grid {
  readonly #rows: RowWindow;
  readonly #asking = new Asking();
  readonly #kept: KeptPlace;
  #state: PlanState | undefined;
  #page: PlanPage | undefined;
  #active = 0;

  constructor(redraw: () => void) {
    this.#rows = new RowWindow(rowHeight(), redraw, headerHeight);
    for (const width of [narrow, slim])
      width.addEventListener('change', () => {
        this.#rows.resize(rowHeight());
        this.#move(this.#active);
      });
    this.#kept = new KeptPlace(this.#rows);
  }

  /** The active line, as far as it was told. */
  get active(): Line | undefined {
    return this.#line(this.#active);
  }

  draw(state: PlanState, page: PlanPage): TemplateResult {
    this.#state = state;
    this.#page = page;
    const { total } = state.lines;
    this.#follow(state, page);
    const range = this.#rows.range(total);
    const { from, rows } = state.lines;
    this.#asking.ask(range, { from, count: rows.length, total }, (wanted) => page.act('look', { ...wanted }));
    return html`<div
      class="grid"
      id="lines"
      role="treegrid"
      tabindex="0"
      aria-label=${t('Changes')}
      aria-rowcount=${total + 1}
      aria-activedescendant=${total > this.#active ? `line-${this.#active}` : nothing}
      @keydown=${(event: KeyboardEvent) => this.#key(event)}
      ${ref(this.#rows.follow)}
    >
      ${this.#header(state)}
      ${
        total === 0
          ? emptyState(
              state.reading ? '' : t('Nothing to show.'),
              state.search === '' ? undefined : t('Search for less, or choose another filter above.'),
            )
          : nothing
      }
      <div class="content" role="presentation" ${ref(this.#rows.stretch(total))}>
        <div class="drawn" role="presentation" ${ref(this.#rows.place(range.from))}>
          ${this.#lines(range, page.act)}
        </div>
      </div>
    </div>`;
  }

  /** Stays within what there is, once it is there, and keeps where the person is. */
  #follow({ lines: { total }, reading, restore }: PlanState, page: PlanPage): void {
    this.#active = this.#kept.begin(page.kept()) ?? this.#active;
    const more = total === 0 || reading !== undefined;
    if (!more) this.#active = Math.min(this.#active, total - 1);
    this.#kept.resume(total, more);
    page.keep({ ...restore, ...this.#kept.told(this.#active) });
  }

  #header({ shown, applied }: PlanState): TemplateResult {
    const all = (included: boolean) => this.#page?.act('takeShown', included);
    return html`<div class="row header" role="row" aria-rowindex="1">
      <span class="cell box" role="columnheader">
        ${
          shown
            ? includedBox(shown, t('All that are shown'), all, true)
            : html`<span class="spoken">${t('In the plan')}</span>`
        }
      </span>
      <span class="cell" role="columnheader">${t('Number')}</span>
      <span class="cell" role="columnheader">${t('Setting')}</span>
      <span class="cell" role="columnheader">${applied ? t('Before') : t('Now')}</span>
      <span class="cell" role="columnheader">${applied ? t('After') : t('Then')}</span>
      <span class="cell" role="columnheader">${applied ? t('Result') : t('State')}</span>
    </div>`;
  }

  #lines(range: Range, act: Act): TemplateResult[] {
    return Array.from({ length: range.to - range.from }, (_, at) => {
      const place = range.from + at;
      const line = this.#line(place);
      const parts = {
        place,
        active: place === this.#active,
        act,
        activate: () => this.#move(place, false),
      };
      if (!line)
        return html`<div class="row" id="line-${place}" role="row" aria-rowindex=${place + 2}></div>`;
      return line.type === 'group' ? groupLine(line, parts) : changeLine(line, parts);
    });
  }

  #line(place: number): Line | undefined {
    const lines = this.#state?.lines;
    return lines?.rows[place - lines.from];
  }

  #move(place: number, reveal = true): void {
    const last = (this.#state?.lines.total ?? 0) - 1;
    this.#kept.stay();
    this.#active = Math.max(0, Math.min(place, last));
    if (reveal) this.#reveal();
    this.#page?.redraw();
    // What is told of the line below the lines may take some of their room.
    if (reveal) requestAnimationFrame(() => this.#reveal());
  }

  #reveal(): void {
    this.#rows.reveal(this.#active);
  }

  #key(event: KeyboardEvent): void {
    const { target } = event;
    const onControl = target instanceof HTMLElement && target.closest('button, input') !== null;
    const move = this.#moves(event.key);
    if (onControl || event.altKey || event.ctrlKey || event.metaKey) return;
    if (move !== undefined) this.#move(move);
    else if (!this.#acts(event.key)) return;
    event.preventDefault();
  }

  #moves(key: string): number | undefined {
    const total = this.#state?.lines.total ?? 0;
    const to: Readonly<Record<string, number>> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + this.#rows.page,
      PageUp: this.#active - this.#rows.page,
      Home: 0,
      End: total - 1,
    };
    return to[key];
  }

  /** What a key does with the active line; false when it means nothing. */
  #acts(key: string): boolean {
    const line = this.#line(this.#active);
    if (!line) return false;
    if (key === ' ') return this.#toggle(line);
    if (line.type !== 'group') return false;
    const back = document.documentElement.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    if (key !== 'Enter' && key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
    const open = key === 'Enter' ? !line.open : key !== back;
    if (open !== line.open) this.#page?.act('fold', { key: line.key, open });
    return true;
  }

  #toggle(line: Line): boolean {
    const included = includedOf(line);
    if (!included) return false;
    this.#page?.act('take', { key: line.key, included: included !== 'all' });
    return true;
  }
}
