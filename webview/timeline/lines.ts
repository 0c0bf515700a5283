import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { TimelineActs, TimelineLine, TimelinePage } from '../../src/core/protocol/timeline.ts';
import { Asking } from '../lib/asking.ts';
import { icons } from '../lib/icons.ts';
import type { Page } from '../lib/page.ts';
import { RowWindow } from '../lib/rowWindow.ts';

type Timeline = Page<TimelinePage, TimelineActs>;

/** In CSS pixels; the style sheet says the same. */
const rowHeight = 44;

const tones = {
  good: icons.check,
  bad: icons.error,
  waiting: icons.waiting,
  muted: icons.idle,
  plain: icons.idle,
} as const;

/**
 * The lines of a timeline: only those in sight are asked for and drawn. One line is active; arrow keys move it, Enter does
 * what it is for.
 */
export class Lines {
  readonly #rows: RowWindow;
  readonly #asking = new Asking();
  #state: TimelinePage | undefined;
  #page: Timeline | undefined;
  #revealed = 0;

  constructor(redraw: () => void) {
    this.#rows = new RowWindow(rowHeight, redraw);
  }

  draw(state: TimelinePage, page: Timeline): TemplateResult {
    this.#state = state;
    this.#page = page;
    const { active, lines } = state;
    const { total } = lines;
    const range = this.#rows.range(total);
    const { from, rows } = state.lines;
    this.#asking.ask(range, { from, count: rows.length, total }, (wanted) => page.act('look', { ...wanted }));
    if (active !== this.#revealed) {
      this.#revealed = active;
      this.#rows.reveal(active);
    }
    return html`<div
      class="lines"
      id="lines"
      role="listbox"
      tabindex="0"
      aria-label=${t('What happened to this number, the newest first')}
      aria-activedescendant=${`line-${active}`}
      @keydown=${(event: KeyboardEvent) => this.#key(event)}
      ${ref(this.#rows.follow)}
    >
      <div class="content" role="presentation" ${ref(this.#rows.stretch(total))}>
        <div class="drawn" role="presentation" ${ref(this.#rows.place(range.from))}>
          ${Array.from({ length: range.to - range.from }, (_, at) => this.#line(range.from + at, total))}
        </div>
      </div>
    </div>`;
  }

  #told(place: number): TimelineLine | undefined {
    const lines = this.#state?.lines;
    return lines?.rows[place - lines.from];
  }

  #line(place: number, total: number): TemplateResult {
    const line = this.#told(place);
    const active = place === this.#state?.active;
    return html`<div
      id="line-${place}"
      class="line ${line?.type ?? 'empty'} ${active ? 'active' : ''}"
      role="option"
      aria-selected=${active ? 'true' : 'false'}
      aria-setsize=${total}
      aria-posinset=${place + 1}
      aria-label=${line === undefined ? nothing : spoken(line)}
      @click=${() => this.#click(place)}
    >
      ${line === undefined ? nothing : drawing(line)}
    </div>`;
  }

  #click(place: number): void {
    const line = this.#told(place);
    if (line?.type === 'entry' || line?.type === 'gap') this.#page?.act('open', line.key);
    else this.#page?.act('go', place);
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { active = 0, lines } = this.#state ?? {};
    const total = lines?.total ?? 0;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: this.#rows.page,
      PageUp: -this.#rows.page,
      Home: -total,
      End: total,
    };
    const by = moves[event.key];
    if (by !== undefined) this.#page?.act('move', by);
    else if (event.key === 'Enter' || event.key === ' ') this.#click(active);
    else return;
    event.preventDefault();
  }
}

function spoken(line: TimelineLine): string {
  if (line.type === 'entry') return line.spoken;
  return line.type === 'gap' && line.further
    ? t('{0}. Press Enter to read further.', line.label)
    : line.label;
}

function drawing(line: TimelineLine): TemplateResult {
  switch (line.type) {
    case 'day':
      return html`<h2 class="ellipsis" aria-hidden="true">${line.label}</h2>`;
    case 'quiet':
      return html`<span class="mark" aria-hidden="true">⋮</span
        ><span class="muted ellipsis">${line.label}</span>`;
    case 'gap':
      return html`<span class="mark">${icons.warning()}</span>
        <span class="words">
          <span class="ellipsis" title=${line.label}>${line.label}</span>
          ${line.further ? html`<span class="link">${t('Read Further')}</span>` : nothing}
        </span>`;
    case 'entry':
      return html`<span class="time">${line.time}</span>
        <span class="mark ${line.tone}">${tones[line.tone]()}</span>
        <span class="words">
          <span class="ellipsis" title=${line.title}><bdi>${line.title}</bdi></span>
          <span class="muted ellipsis" title=${line.detail}><bdi>${line.detail}</bdi></span>
        </span>`;
  }
}
