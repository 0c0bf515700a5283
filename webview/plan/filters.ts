import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { grouped } from '../../src/core/model/text.ts';
import type { PlanActs, PlanState } from '../../src/core/protocol/plan.ts';
import type { Page } from '../lib/page.ts';

type PlanPage = Page<PlanState, PlanActs>;

const pause = 150;

/** Which lines are shown: a few filters with their counts, and a search. */
export class FilterBar {
  readonly #search: (query: string) => void;
  #typed: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(search: (query: string) => void) {
    this.#search = search;
  }

  draw(state: PlanState, page: PlanPage): TemplateResult {
    // What the extension has heard of is its own to tell again.
    if (this.#typed === state.search) this.#typed = undefined;
    return html`<div class="bar">
      <div class="tabs" role="group" aria-label=${t('Show')}>
        ${state.filters.map(
          ({ key, label, count }) =>
            html`<button
              id="filter-${key}"
              aria-pressed=${key === state.filter ? 'true' : 'false'}
              @click=${() => page.act('filter', key)}
            >
              ${label} <span class="count">${grouped(count)}</span>
            </button>`,
        )}
      </div>
      <input
        id="search"
        class="field"
        type="search"
        dir="auto"
        spellcheck="false"
        autocomplete="off"
        aria-label=${t('Search numbers and values')}
        placeholder=${t('Search numbers and values')}
        .value=${live(this.#typed ?? state.search)}
        @input=${(event: Event) => {
          if (event.target instanceof HTMLInputElement) this.#type(event.target.value);
        }}
      />
      <p class="spoken" role="status">
        ${state.lines.total === 0 ? t('Nothing to show.') : t('{0} lines', grouped(state.lines.total))}
      </p>
    </div>`;
  }

  #type(query: string): void {
    this.#typed = query;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(query), pause);
  }
}
