import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit-html';
import type { ReportText } from '../../src/core/protocol/charges.ts';

/** Credits and corrections, as the API reports them. */
export function adjustmentsTable({ adjustments }: ReportText): TemplateResult {
  return html`<section class="table" aria-label=${t('Adjustments')}>
    <table>
      <caption>
        ${t('Adjustments')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('Description')}</th>
          <th scope="col" class="date">${t('Date')}</th>
          <th scope="col" class="number">${t('Amount')}</th>
        </tr>
      </thead>
      <tbody>
        ${adjustments.map(
          ({ date, description, amount }) =>
            html`<tr>
              <th scope="row" title=${description}>
                <div class="ellipsis"><bdi>${description}</bdi></div>
              </th>
              <td class="date">${date}</td>
              <td class="number total">${amount.text}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
