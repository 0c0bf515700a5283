import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ChargesActs, ChargesState, Span } from '../../src/core/protocol/charges.ts';
import { icons } from '../lib/icons.ts';
import type { Page } from '../lib/page.ts';
import { button, choice } from '../lib/toolkit.ts';

type ChargesPage = Page<ChargesState, ChargesActs>;

/** Chooses the days: month by month, from a list, or freely. What is typed stays until its days are shown. */
export class PeriodControls {
  #typed: Span | undefined;
  #shown: string | undefined;
  #loaded = false;

  /** Takes up what an earlier life of the page kept, and lets go of typed days once others are shown. */
  follow({ period, restore }: ChargesState, page: ChargesPage): void {
    if (!this.#loaded) this.#typed = typedIn(page.kept());
    else if (this.#shown !== undefined && this.#shown !== keyOf(period)) this.#typed = undefined;
    this.#loaded = true;
    this.#shown = keyOf(period);
    page.keep({ ...restore, ...(this.#typed && { typed: this.#typed }) });
  }

  draw(state: ChargesState, page: ChargesPage): TemplateResult {
    const { period, offers } = state;
    const offered = offers.some((offer) => keyOf(offer) === keyOf(period))
      ? offers
      : [{ ...period, label: period.title }, ...offers];
    return html`<div class="controls">
      <div class="steps">
        ${button({
          kind: 'icon',
          label: t('Previous'),
          drawing: icons.previous(),
          onClick: () => page.act('step', 'previous'),
        })}
        ${choice({
          id: 'month',
          label: t('Period'),
          value: keyOf(period),
          options: offered.map((offer) => ({ value: keyOf(offer), label: offer.label })),
          onChange: (key) => {
            const offer = offered.find((one) => keyOf(one) === key);
            if (offer) page.act('show', { from: offer.from, lastDay: offer.lastDay });
          },
        })}
        ${button({
          kind: 'icon',
          label: t('Next'),
          drawing: icons.next(),
          onClick: () => page.act('step', 'next'),
        })}
        ${button({
          kind: 'icon',
          label: t('Refresh'),
          drawing: icons.refresh(),
          onClick: () => page.act('reload'),
        })}
      </div>
      ${this.#range(state, page)}
    </div>`;
  }

  #range({ period, complaint }: ChargesState, page: ChargesPage): TemplateResult {
    const typed = this.#typed ?? { from: period.from, lastDay: period.lastDay };
    const show = () => page.act('show', typed);
    const day = (name: keyof Span, label: string) =>
      html`<label for=${name}>${label}</label>
        <input
          class="field"
          type="date"
          id=${name}
          aria-invalid=${complaint ? 'true' : nothing}
          aria-describedby=${complaint ? 'complaint' : nothing}
          .value=${live(typed[name])}
          @input=${(event: Event) => {
            if (event.target instanceof HTMLInputElement)
              this.#type({ ...typed, [name]: event.target.value }, page);
          }}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key === 'Enter') show();
          }}
        />`;
    return html`<div class="range" role="group" aria-label=${t('Other days')}>
      <span>${day('from', t('From'))}</span>
      <span>${day('lastDay', t('to'))}</span>
      ${button({ label: t('Show'), onClick: show })}
      ${
        complaint ? html`<p class="complaint" id="complaint" role="alert">${complaint.sentence}</p>` : nothing
      }
    </div>`;
  }

  #type(typed: Span, page: ChargesPage): void {
    this.#typed = typed;
    page.redraw();
  }
}

function keyOf({ from, lastDay }: Span): string {
  return `${from}/${lastDay}`;
}

function typedIn(kept: unknown): Span | undefined {
  if (typeof kept !== 'object' || kept === null || !('typed' in kept)) return undefined;
  const { typed } = kept;
  if (typeof typed !== 'object' || typed === null || !('from' in typed) || !('lastDay' in typed))
    return undefined;
  const { from, lastDay } = typed;
  return typeof from === 'string' && typeof lastDay === 'string' ? { from, lastDay } : undefined;
}
