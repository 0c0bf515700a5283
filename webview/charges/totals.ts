import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { MoneyText, ReportText } from '../../src/core/protocol/charges.ts';
import { icons } from '../lib/icons.ts';

/** The totals as the API reports them, the grand total first. */
export function totals({ grandTotal, totals, check }: ReportText): TemplateResult {
  return html`<section class="totals" aria-label=${t('Totals')}>
    <dl>
      ${tile(t('Grand total'), grandTotal, 'grand')} ${totals.map(({ label, amount }) => tile(label, amount))}
    </dl>
    ${check.tone === 'good' ? checked(check.sentence) : nothing}
  </section>`;
}

/** That figures add up. */
export function checked(sentence: string): TemplateResult {
  return html`<p class="check muted">${icons.check()}<span>${sentence}</span></p>`;
}

function tile(label: string, { text }: MoneyText, extra = ''): TemplateResult {
  return html`<div class="tile ${extra}">
    <dt class="ellipsis" title=${label}>${label}</dt>
    <dd class="ellipsis" title=${text}>${text}</dd>
  </div>`;
}
