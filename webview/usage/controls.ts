import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { PeriodText, UsageState } from '../../src/core/protocol/usage.ts';
import { icons } from '../lib/icons.ts';
import { button, choice } from '../lib/toolkit.ts';
import type { UsagePage } from './page.ts';

interface Typed {
  readonly last: string;
  readonly from: string;
  readonly lastDay: string;
}

/** Chooses the type and the time. What is typed stays until it is shown. */
export class Controls {
  #typed: Typed | undefined;
  #shown = '';

  /** Lets go of what was typed once another time is shown. */
  follow({ period, restore }: UsageState, page: UsagePage): void {
    const shown = JSON.stringify([restore.type, restore.range, restore.days]);
    if (this.#shown !== shown) this.#typed = undefined;
    this.#shown = shown;
    if (page.state === undefined) this.#typed = period;
  }

  draw({ type, period }: UsageState, page: UsagePage): TemplateResult {
    return html`<div class="bar">
        ${choice({
          id: 'type',
          label: t('Type'),
          value: type.chosen,
          options: type.all,
          onChange: (name) => page.act('type', name),
        })}
        ${choice({
          id: 'period',
          label: t('Period'),
          value: period.chosen,
          options: period.all,
          onChange: (name) => page.act('range', name),
        })}
        ${period.chosen === 'last' ? this.#last(period, page) : nothing}
        ${period.chosen === 'days' ? this.#days(period, page) : nothing}
        <div class="tools" role="toolbar" aria-label=${t('Records')}>
          ${button({ kind: 'icon', label: t('Export as CSV…'), drawing: icons.exported(), onClick: () => page.act('export') })}
          ${button({ kind: 'icon', label: t('Refresh'), drawing: icons.refresh(), onClick: () => page.act('reload') })}
        </div>
      </div>
      ${
        period.complaint === undefined
          ? nothing
          : html`<p class="complaint" id="period-complaint" role="alert">${period.complaint}</p>`
      }`;
  }

  #last(period: PeriodText, page: UsagePage): TemplateResult {
    const show = () => page.act('last', this.#of(period).last);
    return html`<span class="own">
      ${this.#field('last', t('Days'), 'text', period, page, show)}
      ${button({ label: t('Show'), onClick: show })}
    </span>`;
  }

  #days(period: PeriodText, page: UsagePage): TemplateResult {
    const show = () => {
      const { from, lastDay } = this.#of(period);
      page.act('days', { from, lastDay });
    };
    return html`<span class="own">
      ${this.#field('from', t('From'), 'date', period, page, show)}
      ${this.#field('lastDay', t('to'), 'date', period, page, show)}
      <span class="muted">UTC</span> ${button({ label: t('Show'), onClick: show })}
    </span>`;
  }

  #of({ last, from, lastDay }: PeriodText): Typed {
    return this.#typed ?? { last, from, lastDay };
  }

  #field(
    name: keyof Typed,
    label: string,
    type: 'text' | 'date',
    period: PeriodText,
    page: UsagePage,
    show: () => void,
  ): TemplateResult {
    return html`<label for=${name}>${label}</label>
      <input
        class="field ${type}"
        id=${name}
        type=${type}
        inputmode=${type === 'text' ? 'numeric' : nothing}
        aria-invalid=${period.complaint === undefined ? nothing : 'true'}
        aria-describedby=${period.complaint === undefined ? nothing : 'period-complaint'}
        .value=${live(this.#of(period)[name])}
        @input=${({ target }: Event) => {
          if (target instanceof HTMLInputElement) this.#typed = { ...this.#of(period), [name]: target.value };
          page.redraw();
        }}
        @keydown=${({ key }: KeyboardEvent) => {
          if (key === 'Enter') show();
        }}
      />`;
  }
}
