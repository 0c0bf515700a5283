import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { DetailText, LineText, MoneyText, ReportText } from '../../src/core/protocol/charges.ts';
import { language } from '../lib/page.ts';

interface Column {
  readonly heading: () => string;
  /** Empty where the column does not apply to the line. */
  readonly cell: (line: LineText) => string;
}

interface Group {
  readonly heading: () => string;
  readonly columns: readonly Column[];
}

/** The figures of the chart, line by line and in full. Columns that no line uses are left out. */
export function linesTable({ lines }: ReportText): TemplateResult {
  const groups = groupsFor(lines);
  return html`<section class="table" aria-label=${t('Charges by category')}>
    <table>
      <caption>
        ${t('Charges by category')}
      </caption>
      <thead>
        <tr>
          <th scope="col" rowspan="2">${t('Category')}</th>
          ${groups.map(
            ({ heading, columns }) =>
              html`<th scope="colgroup" class="group" colspan=${columns.length}>${heading()}</th>`,
          )}
          <th scope="col" class="number total" rowspan="2">${t('Total')}</th>
        </tr>
        <tr>
          ${groups.map(({ columns }) =>
            columns.map(
              ({ heading }, at) =>
                html`<th scope="col" class="number ${at === 0 ? 'begins' : ''}">${heading()}</th>`,
            ),
          )}
        </tr>
      </thead>
      <tbody>
        ${lines.map((line) => row(line, groups))}
      </tbody>
    </table>
  </section>`;
}

function row(line: LineText, groups: readonly Group[]): TemplateResult {
  const { name, alias, unknownType, total } = line;
  const title = alias === '' || alias === name ? name : `${name} (${alias})`;
  return html`<tr>
    <th scope="row" title=${title}>
      <div class="ellipsis"><bdi>${name}</bdi></div>
      ${
        unknownType === undefined
          ? nothing
          : html`<div class="muted wrap">${t('This kind of line is not understood: {0}', unknownType)}</div>`
      }
    </th>
    ${groups.map(({ columns }) =>
      columns.map(({ cell }, at) => html`<td class="number ${at === 0 ? 'begins' : ''}">${cell(line)}</td>`),
    )}
    <td class="number total">${total.text}</td>
  </tr>`;
}

function groupsFor(lines: readonly LineText[]): readonly Group[] {
  const shown = (pick: (line: LineText) => MoneyText | undefined) =>
    lines.some((line) => pick(line)?.exact !== undefined);
  const existingOnce = shown(({ existing }) => existing?.oneTime);
  return [
    ...(lines.some(({ existing }) => existing)
      ? [{ heading: () => t('Existing'), columns: details(({ existing }) => existing, existingOnce) }]
      : []),
    ...(lines.some(({ fresh }) => fresh)
      ? [{ heading: () => t('New'), columns: details(({ fresh }) => fresh, true) }]
      : []),
    ...(lines.some(({ other }) => other) ? [{ heading: () => t('Other'), columns: simple }] : []),
  ];
}

function details(pick: (line: LineText) => DetailText | undefined, once: boolean): readonly Column[] {
  return [
    { heading: () => t('Quantity'), cell: (line) => quantityText(pick(line)?.quantity) },
    { heading: () => t('Recurring'), cell: (line) => pick(line)?.recurring.text ?? '' },
    ...(once
      ? [{ heading: () => t('One-time'), cell: (line: LineText) => pick(line)?.oneTime.text ?? '' }]
      : []),
  ];
}

const simple: readonly Column[] = [
  { heading: () => t('Quantity'), cell: ({ other }) => quantityText(other?.quantity) },
  { heading: () => t('Amount'), cell: ({ other }) => other?.amount.text ?? '' },
];

function quantityText(quantity: number | null | undefined): string {
  if (quantity === undefined) return '';
  return quantity === null ? t('not given') : new Intl.NumberFormat(language()).format(quantity);
}
