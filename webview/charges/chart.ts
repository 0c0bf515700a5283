import { t } from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { ChargesActs, ChargesState, Bar, ReportText, Series } from '../../src/core/protocol/charges.ts';
import { language, type Page } from '../lib/page.ts';
import { place, type Drawing, type DrawnBar, type Measure } from './geometry.ts';
import { hatches, swatch } from './hatches.ts';

type ChargesPage = Page<ChargesState, ChargesActs>;

const seriesNames: Readonly<Record<Series, () => string>> = {
  existing: () => t('Existing recurring'),
  new: () => t('New recurring'),
  recurring: () => t('Recurring'),
  'one-time': () => t('One-time'),
  other: () => t('Other'),
  adjustment: () => t('Adjustment'),
  increase: () => t('Costs more'),
  decrease: () => t('Costs less'),
};

/** Stacked bars; the table below tells the same in figures. A bar that has something below it opens it. */
export class Chart {
  /** The bar that the Tab key reaches; arrow keys move it. */
  #current = 0;
  /** The bar pointed at. */
  #hovered: number | undefined;
  #width = 0;
  #page: ChargesPage | undefined;
  readonly #observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === this.#width) return;
    this.#width = width;
    this.#page?.redraw();
  });
  /** One function for the life of the chart, so that it is called only when the element comes or goes. */
  readonly #placed = (element: Element | undefined) => {
    this.#observer.disconnect();
    if (element) this.#observer.observe(element);
  };

  draw({ bars, currency }: Pick<ReportText, 'bars' | 'currency'>, page: ChargesPage): TemplateResult {
    this.#page = page;
    this.#current = Math.max(0, Math.min(this.#current, bars.length - 1));
    if (this.#hovered !== undefined && this.#hovered >= bars.length) this.#hovered = undefined;
    const axis = axisFormat(currency);
    const measure = measuring();
    const first = place(bars, this.#width, 0, measure);
    const left = 12 + Math.max(...first.ticks.map(({ value }) => measure(axis(value))));
    const drawing = place(bars, this.#width, Math.round(left), measure);
    const used = new Set(bars.flatMap(({ parts }) => parts.map(({ series }) => series)));
    const told = bars[this.#hovered ?? this.#current];
    return html`<section class="chart" ${ref(this.#placed)}>
      <ul class="legend" aria-label=${t('Legend')}>
        ${[...used].map((series) => html`<li>${swatch(series)}${seriesNames[series]()}</li>`)}
      </ul>
      <div class="plot">
        <svg
          role="group"
          aria-label=${t('Chart of charges. Arrow keys move from bar to bar.')}
          width=${drawing.width}
          height=${drawing.height}
          @keydown=${(event: KeyboardEvent) => {
            this.#onKey(event, bars, page);
          }}
          @pointerleave=${() => {
            this.#hover(undefined, page);
          }}
        >
          ${hatches()} ${grid(drawing, axis)}
          ${drawing.bars.map((bar, index) => this.#bar(bar, index, page, measure))}
        </svg>
      </div>
      <p class="told" aria-hidden="true">${told ? sentence(told) : nothing}</p>
    </section>`;
  }

  #bar({ bar, column, parts, total, label }: DrawnBar, index: number, page: ChargesPage, measure: Measure) {
    const middle = column.x + column.width / 2;
    const open = () => {
      if (bar.key !== undefined) page.act('open', bar.key);
    };
    return svg`<g class="bar ${bar.key === undefined ? '' : 'opens'}" role=${bar.key === undefined ? 'img' : 'button'} aria-label=${sentence(bar)} tabindex=${index === this.#current ? 0 : -1}
      @focus=${() => {
        this.#current = index;
        page.redraw();
      }}
      @click=${open}
      @pointerenter=${() => {
        this.#hover(index, page);
      }}>
      <rect class="column" x=${column.x} y=${column.y} width=${column.width} height=${column.height} rx="2"></rect>
      ${parts.map(
        ({ series, x, y, width, height }) => svg`
          <rect class="part ${series}" x=${x} y=${y} width=${width} height=${height}></rect>
          <rect class="hatch" fill="url(#hatch-${series})" x=${x} y=${y} width=${width} height=${height}></rect>`,
      )}
      <text class="amount" x=${middle} y=${total.above ? total.y - 5 : total.y + 13}>${
        measure(bar.total.text) < column.width ? bar.total.text : nothing
      }</text>
      ${label.map(
        (line, at) => svg`<text class="label" x=${middle} y=${column.height - 22 + at * 14}>${line}</text>`,
      )}
    </g>`;
  }

  #hover(index: number | undefined, page: ChargesPage): void {
    this.#hovered = index;
    page.redraw();
  }

  #onKey(event: KeyboardEvent, bars: readonly Bar[], page: ChargesPage): void {
    const key = bars[this.#current]?.key;
    if (key !== undefined && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      page.act('open', key);
      return;
    }
    const to = target(event.key, this.#current, bars.length);
    if (to === undefined || !(event.currentTarget instanceof Element)) return;
    event.preventDefault();
    this.#hovered = undefined;
    this.#current = to;
    page.redraw();
    const bar = event.currentTarget.querySelectorAll('g.bar')[to];
    if (bar instanceof SVGElement) bar.focus();
  }
}

const canvas = document.createElement('canvas').getContext('2d');

/** Measures in the font the page has now: it may change while the page is open. */
function measuring(): Measure {
  if (canvas) canvas.font = `11px ${getComputedStyle(document.body).fontFamily}`;
  return (text) => canvas?.measureText(text).width ?? text.length * 7;
}

function target(key: string, current: number, count: number): number | undefined {
  if (key === 'ArrowRight') return Math.min(current + 1, count - 1);
  if (key === 'ArrowLeft') return Math.max(current - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

function sentence({ label, total, parts }: Bar): string {
  const told = parts.map(({ series, amount }) => `${seriesNames[series]()} ${amount.text}`);
  return parts.length > 1 ? `${label}: ${total.text} (${told.join(', ')})` : `${label}: ${total.text}`;
}

function grid({ ticks, left, width, zero }: Drawing, axis: (value: number) => string) {
  return ticks.map(
    ({ y, value }) => svg`
      <line class=${y === zero ? 'zero' : 'tick'} x1=${left} x2=${width} y1=${y} y2=${y}></line>
      <text class="axis" x=${left - 6} y=${y + 4}>${axis(value)}</text>`,
  );
}

/** Round amounts of the axis, short; a currency that `Intl` does not know is left out. */
function axisFormat(currency: string): (value: number) => string {
  const money = /^[A-Z]{3}$/.test(currency) ? ({ style: 'currency', currency } as const) : {};
  const format = new Intl.NumberFormat(language(), {
    ...money,
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 2,
  });
  return (value) => format.format(value);
}
