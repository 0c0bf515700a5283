import { html, nothing, type TemplateResult } from 'lit-html';
import type { ChangeLine, Line } from '../../src/core/protocol/plan.ts';

/**
 * The active line in full: a row has no room for long values and reasons. Its room is there before the line is, so that
 * the lines above have theirs and stay where they are.
 */
export function whole(line: Line | undefined): TemplateResult {
  return html`<section class="whole">
    ${
      !line
        ? nothing
        : line.type === 'group'
          ? html`<p><bdi>${line.label}</bdi><span class="muted"> · ${line.count}</span></p>`
          : wholeChange(line)
    }
  </section>`;
}

function wholeChange({ number, field, before, after, state, choice }: ChangeLine): TemplateResult {
  const name = [number, field].filter(Boolean).join(' · ');
  return html`<p>
      <span class="muted"><bdi>${name}</bdi></span>
      ${before === '' ? nothing : html`<bdi>${before}</bdi>`}
      ${after === '' ? nothing : html`<span class="becomes ${choice?.side ?? ''}"><bdi>${after}</bdi></span>`}
    </p>
    ${state ? html`<p>${state.words}</p>` : nothing}`;
}
