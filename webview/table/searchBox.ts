import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { TableState } from '../../src/core/protocol/table.ts';
import { icons } from '../lib/icons.ts';
import type { TablePage } from './page.ts';

/** The search, which finds while one types. What is typed stands until the extension has heard all of it. */
export class SearchBox {
  readonly #onLeave: () => void;
  #typed: string | undefined;
  #count = 0;

  /** `onLeave`: the person wants to go on to what was found. */
  constructor(onLeave: () => void) {
    this.#onLeave = onLeave;
  }

  draw({ search }: TableState, page: TablePage): TemplateResult {
    // A page that comes back counts on from what was heard of the one before.
    if (search.heard >= this.#count) {
      this.#count = search.heard;
      this.#typed = undefined;
    }
    const change = (text: string) => {
      this.#count += 1;
      this.#typed = text;
      page.act('search', { text, nth: this.#count });
    };
    return html`<div class="search">
      ${icons.search()}
      <input
        id="search"
        class="field"
        type="search"
        maxlength="1000"
        spellcheck="false"
        autocomplete="off"
        aria-label=${t('Search Numbers')}
        placeholder=${t('Any part of a number, tag, reference, connection or messaging profile')}
        .value=${live(this.#typed ?? search.text)}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) change(target.value);
        }}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Escape' && (this.#typed ?? search.text) !== '') change('');
          else if (event.key === 'Enter' || event.key === 'ArrowDown') this.#onLeave();
          else return;
          event.preventDefault();
          page.redraw();
        }}
      />
    </div>`;
  }

  focus(): void {
    const input = document.getElementById('search');
    if (!(input instanceof HTMLInputElement)) return;
    input.focus();
    input.select();
  }
}
