import { html, svg, type TemplateResult } from 'lit-html';
import type { Series } from '../../src/core/protocol/charges.ts';

/** Patterns that tell the series apart where colours cannot; shown in high contrast only. */
const strokes: Readonly<Record<Series, string>> = {
  existing: '',
  recurring: '',
  new: 'M-1 1 1 -1M0 8 8 0M7 9 9 7',
  'one-time': 'M2 2h1M6 6h1',
  other: 'M0 2h8M0 6h8',
  adjustment: 'M2 0v8M6 0v8',
  increase: '',
  decrease: 'M-1 1 1 -1M0 8 8 0M7 9 9 7',
};

const allSeries: readonly Series[] = [
  'existing',
  'new',
  'recurring',
  'one-time',
  'other',
  'adjustment',
  'increase',
  'decrease',
];

export function hatches() {
  return svg`<defs>
    ${allSeries.map(
      (series) => svg`<pattern id="hatch-${series}" width="8" height="8" patternUnits="userSpaceOnUse">
        <path class="stroke" d=${strokes[series]}></path>
      </pattern>`,
    )}
  </defs>`;
}

export function swatch(series: Series): TemplateResult {
  return html`<svg class="swatch" width="12" height="12" aria-hidden="true">
    <rect class="part ${series}" x="0.5" y="0.5" width="11" height="11"></rect>
    <rect class="hatch" fill="url(#hatch-${series})" x="0.5" y="0.5" width="11" height="11"></rect>
  </svg>`;
}
