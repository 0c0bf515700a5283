import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { UsageState } from '../../src/core/protocol/usage.ts';
import { icons } from '../lib/icons.ts';
import { button, choice } from '../lib/toolkit.ts';
import type { UsagePage } from './page.ts';

export interface FilterDraft {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
}

const nothingTyped: FilterDraft = { field: '', operator: 'is', value: '' };

/** The filters in force, and one that is being written; that one survives hiding and reloading. */
export class Filters {
  #draft: FilterDraft | undefined;

  get draft(): FilterDraft {
    return this.#draft ?? nothingTyped;
  }

  follow(page: UsagePage): void {
    this.#draft ??= draftIn(page.kept());
  }

  draw(state: UsageState, page: UsagePage): TemplateResult {
    const { fields, operators, filters, filterComplaint } = state;
    const known = fields.some(({ value }) => value === this.draft.field);
    const field = known ? this.draft.field : (fields[0]?.value ?? '');
    const add = () => {
      page.act('filter', { ...this.draft, field });
      if (this.draft.value.trim() !== '') this.#write({ value: '' }, page);
    };
    return html`<div class="bar filter" role="group" aria-label=${t('Filter')}>
        ${choice({
          id: 'field',
          label: t('Field'),
          value: field,
          options: fields,
          onChange: (value) => this.#write({ field: value }, page),
        })}
        ${choice({
          id: 'operator',
          label: t('Comparison'),
          value: this.draft.operator,
          options: operators,
          onChange: (value) => this.#write({ operator: value }, page),
        })}
        <input
          class="field"
          id="value"
          aria-label=${t('Compared with')}
          placeholder=${t('Text or number')}
          maxlength="200"
          aria-invalid=${filterComplaint === undefined ? nothing : 'true'}
          aria-describedby=${filterComplaint === undefined ? nothing : 'filter-complaint'}
          .value=${live(this.draft.value)}
          @input=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) this.#write({ value: target.value }, page);
          }}
          @keydown=${({ key }: KeyboardEvent) => {
            if (key === 'Enter') add();
          }}
        />
        ${button({ id: 'add', label: t('Add Filter'), onClick: add })}
        ${filters.map(({ words, complaint }, at) => chip(words, complaint !== undefined, () => page.act('unfilter', at)))}
      </div>
      ${
        filterComplaint === undefined
          ? nothing
          : html`<p class="complaint" id="filter-complaint" role="alert">${filterComplaint}</p>`
      }
      ${filters.map(({ words, complaint }) =>
        complaint === undefined
          ? nothing
          : html`<p class="complaint" role="alert"><bdi>${words}</bdi>: ${complaint}</p>`,
      )}`;
  }

  #write(change: Partial<FilterDraft>, page: UsagePage): void {
    this.#draft = { ...this.draft, ...change };
    page.redraw();
  }
}

const chip = (words: string, wrong: boolean, onClick: () => void) =>
  html`<button class="chip ${wrong ? 'wrong' : ''}" title=${t('Remove: {0}', words)} @click=${onClick}>
    <bdi class="ellipsis">${words}</bdi>${icons.close()}
  </button>`;

function draftIn(kept: unknown): FilterDraft {
  if (typeof kept !== 'object' || kept === null || !('draft' in kept)) return nothingTyped;
  const { draft } = kept;
  if (typeof draft !== 'object' || draft === null) return nothingTyped;
  const text = (name: keyof FilterDraft) => {
    const value: unknown = name in draft ? Reflect.get(draft, name) : undefined;
    return typeof value === 'string' ? value : nothingTyped[name];
  };
  return { field: text('field'), operator: text('operator'), value: text('value') };
}
