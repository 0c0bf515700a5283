import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { LeaksActs, LeaksState, ReasonText } from '../../src/core/protocol/leaks.ts';
import { icons } from '../lib/icons.ts';
import type { Page } from '../lib/page.ts';

type LeaksPage = Page<LeaksState, LeaksActs>;

/** Why numbers may be idle, with what those of each kind cost; a click shows or hides them. */
export function reasons(state: LeaksState, page: LeaksPage): TemplateResult {
  return html`<div class="reasons" role="group" aria-label=${t('Kinds of numbers that are shown')}>
    ${state.reasons.map((one) => tile(one, page))}
  </div>`;
}

function tile(
  { reason, label, hint, shown, count, month, year }: ReasonText,
  page: LeaksPage,
): TemplateResult {
  return html`<button
    type="button"
    class="reason"
    id="reason-${reason}"
    aria-pressed=${shown ? 'true' : 'false'}
    @click=${() => {
      page.act('reason', { reason, shown: !shown });
    }}
  >
    <span class="called"><span>${label}</span>${shown ? icons.check() : nothing}</span>
    <span class="count">${count ?? t('not looked at')}</span>
    ${month === undefined ? nothing : html`<span>${month}</span><span>${year}</span>`}
    <span class="hint">${hint}</span>
  </button>`;
}
