import { html, nothing, type TemplateResult } from 'lit-html';
import type { RunText, StepText } from '../../src/core/protocol/plan.ts';
import { grouped } from '../../src/core/model/text.ts';
import { icons } from '../lib/icons.ts';

const drawings: Readonly<Record<StepText['state'], () => TemplateResult>> = {
  waiting: icons.idle,
  running: icons.waiting,
  done: icons.check,
  partly: icons.warning,
  failed: icons.error,
};

/** How a run goes: the whole, and each of its steps. */
export function runBlock(run: RunText): TemplateResult {
  return html`<section class="run">
    <p class="sentence" role="status">${run.sentence}</p>
    <progress max=${Math.max(1, run.of)} .value=${run.done} aria-label=${run.sentence}></progress>
    <ol class="steps">
      ${run.steps.map(
        ({ label, done, of, state, failed }) =>
          html`<li class=${state}>
            ${drawings[state]()}
            <span class="ellipsis" title=${label}>${label}</span>
            ${failed === undefined ? nothing : html`<span class="muted">${failed}</span>`}
            <span class="number muted">${grouped(done)} / ${grouped(of)}</span>
          </li>`,
      )}
    </ol>
  </section>`;
}
